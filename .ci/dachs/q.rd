<resource schema="public" resdir="irsa">
  <meta name="creationDate">2026-11-22T00:00:00Z</meta>
  <meta name="title">Synthetic catalogues under the names of IRSA</meta>
  <meta name="description">fp_psc and allwise_p3as_psd with the column names of IRSA. Every row is synthetic.</meta>
  <meta name="subject">surveys</meta>

  <table id="fp_psc" onDisk="True" adql="True" mixin="//scs#q3cindex" primary="cntr">
    <meta name="description">Synthetic replacement for the 2MASS Point Source Catalog</meta>
    <column name="cntr" type="bigint" required="True" ucd="meta.id;meta.main"/>
    <column name="designation" type="text"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main"/>
    <LOOP listItems="j h k"><events><column name="\item\+_m" unit="mag"/></events></LOOP>
    <column name="k_msigcom" unit="mag"/>
    <column name="ph_qual" type="text"/>
    <column name="rd_flg" type="text"/>
    <column name="bl_flg" type="text"/>
    <column name="cc_flg" type="text"/>
    <column name="gal_contam" type="smallint" required="True"/>
    <column name="mp_flg" type="smallint" required="True"/>
    <column name="ext_key" type="integer"><values nullLiteral="-1"/></column>
  </table>

  <table id="allwise_p3as_psd" onDisk="True" adql="True" mixin="//scs#q3cindex" primary="cntr">
    <meta name="description">Synthetic replacement for the AllWISE Source Catalog</meta>
    <column name="cntr" type="bigint" required="True" ucd="meta.id;meta.main"/>
    <column name="designation" type="text"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main"/>
    <column name="sigra" unit="arcsec"/>
    <column name="sigdec" unit="arcsec"/>
    <LOOP listItems="1 2 3 4"><events>
      <column name="w\item\+mpro" unit="mag"/>
      <column name="w\item\+sigmpro" unit="mag"/>
      <column name="w\item\+snr"/>
      <column name="w\item\+rchi2"/>
    </events></LOOP>
    <column name="cc_flags" type="text"/>
    <column name="ext_flg" type="smallint" required="True"/>
    <column name="var_flg" type="text"/>
    <column name="ph_qual" type="text"/>
    <column name="moon_lev" type="text"/>
    <column name="pmra" type="integer" unit="mas/yr"><values nullLiteral="-999999"/></column>
    <column name="sigpmra" type="integer" unit="mas/yr"><values nullLiteral="-999999"/></column>
    <column name="pmdec" type="integer" unit="mas/yr"><values nullLiteral="-999999"/></column>
    <column name="sigpmdec" type="integer" unit="mas/yr"><values nullLiteral="-999999"/></column>
    <LOOP listItems="j h k"><events><column name="\item\+_m_2mass" unit="mag"/></events></LOOP>
    <column name="tmass_key" type="bigint"><values nullLiteral="-1"/></column>
  </table>

  <data id="import_psc">
    <sources pattern="data/fp_psc.csv"/><csvGrammar/>
    <make table="fp_psc"><rowmaker idmaps="*"/></make>
  </data>
  <data id="import_wise">
    <sources pattern="data/allwise_p3as_psd.csv"/><csvGrammar/>
    <make table="allwise_p3as_psd"><rowmaker idmaps="*"/></make>
  </data>
</resource>
