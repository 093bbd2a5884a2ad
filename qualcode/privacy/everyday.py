"""Names that are everyday words: somebody is called Hope, and people hope."""

from __future__ import annotations

from qualcode.model.text import words_of

EVERYDAY_WORDS = words_of("""
    ability able academy access acción achieve act action active advance adventure advocacy after against agency
    agenda agree agriculture agua aid aide ajuda alegria alegría alianza all alliance ally alpha alternative always
    amanecer amanhã ambition amor anchor and angel answer apoio apoyo appel april arch ark art asset assist
    assistance association august aurore autre autumn avance avenir aware awareness ayuda baker balance band bank
    barber base basic bay beacon bean bear beautiful begin beginning being belief bell benefit best better between
    beyond bien bill bird bishop black blanca bless blessing bliss block bloom blossom blue board bold bond bondad
    bonheur book border borders bound bow branch brave bread bridge bridges bright bring brook brother brothers
    brown build builder building bush business caminho camino camp can candle capital cardinal care carer cares
    caridad caring carpenter casa cash castle catch cause cedar cell center centre challenge chance change channel
    chapel charity charité charm chase chemist child childhood children choice choose christian church cielo circle
    citizen citizens city civic civil clair claire claro class clay clean clear clever cliff clinic close cloud club
    coach coast coffee coin collective college come comfort commission committee common commons community companion
    company compass concern connect connection connections conscience consuelo control cook cooperation cooperative
    coral corazón core corner corps council counsel country courage course cover craft create creation crown crystal
    culture cup cœur dawn day dean deep defence defense degree delight delta democracy department derechos
    desarrollo destiny develop development dialogue dignity dignité direct direction discover discovery doctor
    doctors dollar dolores door dove dream dreams drive droit droits duty eagle early earth east easy eau echo
    economy edge education effort elan elder element emerald empower empowerment encounter end energy enfance
    enfants engage engine english ensemble enterprise entraide equal equality esperanza esperança espoir espérance
    essential essor estrella ever every excel exchange exodus experience expert express face fair fairness faith
    faithful fame family farm farmer farmers father feed femmes field fields fight finance find fire first fisher
    flame fleur fleurs flor flores flower flowers focus foi follow food foot for force ford forest forever forge
    form forum forward foster foundation founder fountain fox frank fraternité free freedom fresh friend friends
    friendship from front fruit fuel full fund future futures futuro gain garden gardener gate gateway gene general
    generation generous gift gifts ginger give giving glad global gloire gloria glory glória goal god gold golden
    good goodwill governance government grace gracia grand grant grass gray graça great green ground group grow
    growth grâce guard guardian guidance guide habitat hall hand hands happiness happy harbor harbour hardy harmony
    harvest haven hazel heal healing health healthy heart hearts heaven help helper helping here heritage hermanos
    hero high hill history hive holiday holly holy home homes honest honesty honor honour hope hopeful horizon
    horizons hospital hotel house households human humanitarian humanity humble hunger hunt hunter idea ideas
    identity image imagine impact include inclusion independence independent indigo industry information initiative
    innocent innovation inside insight inspiration inspire institute integrity international invest investment
    island issue ivory ivy jade jasmine jeunes jeunesse jewel job joie join joint journey joy judge july june juntos
    just justice justicia justiça keep key kid kids kin kind kindness king kitchen knight know knowledge labor
    labour ladder lake lamb lance land lane lasting laurel law lead leader leadership leaf league learn learning
    legacy legal less level liberdade libertad liberty liberté life lifeline lift light lighthouse lights lily line
    link links lion listen little live lives living local logic long look lord love loving loyal luck lucky lumière
    luz magic main mains make man mano manos many mar march marine mark market mars mason master match matter
    maximum may meadow means measure media medical medicine meet meeting member memory men mercedes mercury mercy
    merit message method middle mieux milagros miles mill miller mind minds mine mission mobile model moment monde
    money moon moral more morning mother motion mountain move movement mujeres mundo mãos nation national native
    natural nature near need needs neighbor neighbour neighbours nest net network never new news next night niños
    noble north now nueva nuevo nurse oasis ocean olive one only opal open opening opportunity option orange orchard
    order organic organisation organization origin our outlook outreach over own oxygen page paix paradise parent
    parents park parliament part partage participate participation partner partners partnership passion past pastor
    patch path pathway pathways patience patient patients paz peace peaceful pearl penny people peoples perspective
    phoenix physician piece pierre pilar pilot pioneer pioneers place plain plan planet plant play pledge plus point
    poppy port positive potential potter pour power practical practice praise prayer precious premier prepare
    presence present press price pride priest prime prince princess principle priority private pro process produce
    professional profit program programme progreso progress project promise property prosper prosperity prospérité
    protect protection proud provide prudence prune public puente pulse pure purpose quality queen quest question
    quick quiet rain rainbow raise ray raíz reach read ready real reality reason record recover recovery red reed
    reform refuge refugee regard region relief remedios remedy renaissance rencontre renew renewal renouveau
    republic rescue research reserve resilience resource resources respect respond response responsibility rest
    result return revival rich right rights ring rise rising river road roads robin rock root roots rosa rose
    rosemary rosée round route royal ruby rural rêve safe safety sage sail saint salud sand santé sapphire save
    saving saviour saúde scholar school science scout sea search season secours secure security see seed seeds self
    semilla senior sense serenity serve service services set shade share sharing shelter shepherd shield shine shore
    short show side sight silver simple sister sisters skill skills sky small smart smile snow social society soin
    soins sol soledad soleil solid solidaridad solidarity solidarité solution solutions song sonrisa soul sound
    source south space spark speak special spirit spring square stable staff standard star start state station stay
    stead steel step steps sterling stone stories storm story strategy stream street strength strong student
    students study success summer summit sun sunny sunrise sunset sunshine support sure survival survive sustain
    sustainable sweet swift system sécurité table talent target task teach teacher team technology temperance temple
    terre the theme things think thought tierra time title today together tomorrow tool top torch total touch tower
    town trabajo trace track trade tradition trail train training transform transparency travail travel tree trees
    true trust truth try turn turner two under understanding unidad unidos union unique unit united unity unité
    universal urban use valley valor value values venture verity victoire victoria victory vida vie view viewpoint
    village violette vision vital voces voice voices voix volunteer volunteers voz vérité wade wage walk walker wall
    war ward warm watch water wave waves way ways wealth weaver welcome welfare well wellbeing west wheat white
    whole wide wild will willing willow win wind window wing wings winner winter wisdom wise wish with without woman
    women wonder wood woods word words work worker workers works world worth yes you young your youth zeal zone élan
    étoile
""")
"""Words by which people and organisations are called, and of which everybody's talk is full."""


def is_everyday(name: str) -> bool:
    """Whether a name is an everyday word."""
    return name.strip().casefold() in EVERYDAY_WORDS
