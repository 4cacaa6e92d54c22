"""The words that astronomers use for a sky, and those that change their meaning.

Source: abbreviations in the names of public programmes of Cycles 1 to 4, and words formed in the
same way. No word is here because of a single programme or object.
"""

from __future__ import annotations

__all__ = [
    "BACKGROUND",
    "BACK_TO",
    "BEHIND",
    "BESIDE",
    "BETWEEN",
    "CHOSEN",
    "CONSTELLATIONS",
    "DARK_WHAT",
    "DONE",
    "FILLERS",
    "HAVING",
    "KIND",
    "OFF_WHAT",
    "PLACES",
    "SHORT",
    "SKY_WORDS",
    "SURVEY",
    "SWITCHED",
]


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Background, in any spelling of three letters or more.
BACKGROUND = "BACKGROUND"
#: Background in two letters, BG or BK, which are also letters of variable stars and asteroids.
SHORT = "BG"
#: The words for the sky, in one spelling each.
SKY_WORDS = _listed("BACK BACKGROUND BG BLANK DARK EMPTY OFF OFFSET SKY")

#: What follows a sky word: a blank field, an empty region, an off position.
PLACES = _listed(
    "AREA BEAM FIELD FIELDS LOCATION OBS OBSERVATION PATCH PLACE POINT POINTING POINTINGS POS "
    "POSITION POSITIONS POSN REGION REGIONS SKY SPACE SPOT"
)
#: What says nothing about the role: the instrument, its settings, repeats, directions, counts.
FILLERS = _listed(
    "A AGAIN ALL B C CH CHANNEL COPY CORON CORONAGRAPHY D DEDICATED E EAST EPOCH EXP FOUR FS FULL "
    "IFU IMAGE IMAGES JWST LONG LRS MED MEDIUM MIR MIRI MIRIM MRS N NE NEW NIRSPEC NORTH NUMBER NW "
    "OBS OBSERVATION ONE PART POS PRISM REDO REP REPEAT REPEATED RERUN RETRY ROLL S SE SHORT "
    "SKIPPED SLIT SLITLESS SOUTH SPEC SPECTROSCOPY SW TAKE THE THREE TILE TRY TWO V VISIT W WEST "
    "WOPR"
)

#: Before a sky word: the observation has a sky, or has none, but is not one.
HAVING = _listed("INCL INCLUDING NO NON PLUS WITH WITHOUT WO")
#: What may be between the two.
BETWEEN = _listed("A DEDICATED IFU ITS LRS MIRI MRS NIRSPEC OWN THE")
#: After it: what is done about the sky, or its light as the subject.
DONE = _listed("EMISSION FREE LIGHT LIMITED RADIATION REMOVED SUBTRACT SUBTRACTED SUBTRACTION")
#: After SKY, in the name of a catalogue.
SURVEY = _listed("MAPPER SURVEY VIEW")
#: What is in the background of something else, and observed for its own light.
BEHIND = _listed(
    "AGN CLUSTER GALAXIES GALAXY GIANT GIANTS OBJECT OBJECTS QSO QSOS QUASAR QUASARS SOURCE "
    "SOURCES SRC STAR STARS SUPERNOVA"
)
#: What may come before it.
KIND = _listed("BRIGHT EVOLVED FAINT FIELD LENSED RED")

#: After OFF: a place outside the object.
OFF_WHAT = PLACES | _listed("CLOUD CLUSTER GALAXY NEBULA QSO QUASAR SOURCE SRC TARG TARGET")
#: After OFF: a place in the object, away from its middle.
BESIDE = _listed(
    "ARM AXIS BAR CENTER CENTERED CENTRAL CENTRE CENTRED CORE LIMB MERIDIAN NUC NUCLEAR NUCLEUS "
    "PEAK PLANE RIDGE"
)
#: Before OFF: what is switched off, or falls off, or a nod. APT labels a removed tile "Split off".
SWITCHED = _listed(
    "ACQ BLOW CUT DITHER DROP FALL IMAGER IMAGING IMG KICK LIFT NOD ON ROLL SHUT SPIN SPLIT "
    "SWITCHED TA TAKE TIP TRADE TURN TURNED"
)
#: After BACK, which then does not mean background.
BACK_TO = _listed("END FLOW FROM IN SCATTER SIDE TO UP")
#: After DARK: an object that is dark.
DARK_WHAT = _listed("CLOUD CLOUDS ENERGY GALAXY LANE MATTER NEBULA RING SIDE SPOT STAR")
#: Before one of the places: a field chosen for comparison.
CHOSEN = _listed("CLEAN COMPARISON CONTROL REF REFERENCE")

#: The three letters of the constellations, as in the name of a variable star.
CONSTELLATIONS = _listed(
    "AND ANT APS AQL AQR ARA ARI AUR BOO CAE CAM CAP CAR CAS CEN CEP CET CHA CIR CMA CMI CNC COL "
    "COM CRA CRB CRT CRU CRV CVN CYG DEL DOR DRA EQU ERI FOR GEM GRU HER HOR HYA HYI IND LAC LEO "
    "LEP LIB LMI LUP LYN LYR MEN MIC MON MUS NOR OCT OPH ORI PAV PEG PER PHE PIC PSA PSC PUP PYX "
    "RET SCL SCO SCT SER SEX SGE SGR TAU TEL TRA TRI TUC UMA UMI VEL VIR VOL VUL"
)
