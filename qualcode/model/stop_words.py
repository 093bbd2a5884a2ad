"""Words that stand in every interview and tell nothing of a theme."""

from __future__ import annotations

from qualcode.model.text import words_of

STOP_WORDS = {
    "en": words_of("""
        a about above after again all also am an and any are as at be because been before being below between
        both but by can cannot could did do does doing done down during each else ever every few for from
        further had has have having he her here hers herself him himself his how however i if in into is it its
        itself just may maybe me might mine more most much must my myself no nor not now of off on once one only
        or other our ours ourselves out over own per really same shall she should since so some still such than
        that the their theirs them themselves then there these they this those through to too under until up
        upon us very was we were what when where whether which while who whom whose why will with within without
        would yes you your yours yourself yourselves
    """),
    "fr": words_of("""
        a à ai au aux avec avoir ce ces cet cette comme dans de des donc du elle elles en est et être eu eux
        fait il ils je la le les leur leurs lui ma mais me même mes moi mon ne nos notre nous on ont ou où par
        pas pour qu que qui sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous y
    """),
    "es": words_of("""
        a al algo ante como con cuando de del desde donde el él ella ellas ellos en entre era es esa ese eso
        esta está este esto fue ha han hasta hay la las le les lo los más me mi muy nada ni no nos nosotros o
        para pero por porque que qué quien se ser si sí sin sobre son su sus también tan te tiene tu un una uno
        unos y ya yo
    """),
    "ar": words_of("""
        ان انا انت انه انها او اي اين ايضا بعد بل بين تم ثم حتي حيث ذلك سوف علي عليه عليها عن عند عندما غير في
        فيه فيها قبل قد كان كانت كل كما كيف كما كنا لا لان لكن لكل لم لن له لها لهم ليس ما ماذا مثل مع من منه
        منها نحن هذا هذه هل هم هنا هناك هو هي واحد والتي والذي وقد ولا ولكن وما ومن وهو وهي يكون يعني اللي التي
        الذي الذين
    """),
}
"""By language, in the spelling matching uses; of other languages qualcode knows none."""

FILLERS = {
    "en": words_of("""
        actually anybody anyone anything basically everybody everyone everything get gets getting go goes going
        gonna got guess hmm kind know knows like likes lot lots mean means mhm okay people say saying says
        something somebody someone sort sure think thinking thinks thing things umm yeah yep ain aren couldn
        didn doesn don hadn hasn haven isn shouldn wasn weren won wouldn
    """),
}
"""What people say while they think: no terms, though a codebook may use them."""
