import { before, mark, matchAt, type Scene } from '../scene.ts'
import { enlist } from '../words/flags.ts'

const SOLE = enlist(
  'unico unica ultimo ultima primer primera primeiro primeira seul seule dernier derniere premier premiere only sole last first mas mais plus oldest'.split(
    ' ',
  ),
)
/** A craft, told by how its word ends. */
const CRAFT =
  '(?:[a-z]{2,}(?:eros?|eras?|eir[oa]s?|ier|iere|iers|eur|euse|eurs|ador|adora|edor|edora|idor|tor|tora|sor|sora|ista|istas|iste|istes|ist|ician|maker|keeper|reader|singer|weaver|driver|builder|teacher|player|grapher|worker|smith|monger|wright|fisher|diver|caller|healer|carver|piper|drummer|rice|deira|log[oa]|graf[oa]|graphe|logue|ling)|mujer|mulher|femme|woman|chef|cheffe|chief|jefa|jefe|matrone|partera|parteira|midwife|buzo|gobernadora?|cacique|medic[oa]|medecin|doctor|nurse|pilot[oa]?|capitan[a]?|capitaine|captain|abogad[oa]|advogad[oa]|avocate?|lawyer|juez|jueza|juiza?|pastora?|bruj[oa]|chaman|shaman|rezandeira|sacristan|sage-femme|interprete|hablante|speaker|violinist[ae]?|photographer)'
const NO_CRAFT =
  /^(?:dinero|enero|febrero|janeiro|fevereiro|dinheiro|numero|otr[oa]|terc?er[oa]?|carrera|manera|maneira|frontera|fronteira|feira|sexta-feira|tarjeta|cartera|carteira|quincena|error|favor|lugar|factor|motor|color|trimestre|semester|october|number|letter|order|offer|paper|summer|winter|other|one|jour|heure|hora|cualquier|motor|sector|tutor|trabajador|trabajadora|trabalhador|trabalhadora|travailleur|worker|employeur|employer|autor|autora|testigo|bandera|bandeira|pelicula|primera|escalera|dernier|derniere|premier|premiere|compañera|companer[oa]|companheir[oa]|quartier|metier|fichier|dossier|courrier|loyer|soeur|valeur|peur|couleur|cher|hier|fevrier|janvier)$/
const THERE =
  '(?:d[aeo]s?|del|du|d.|of|in|at|on|en|na|no|em|a|au|aux|que|qui|who|that|chez|among|entre|from|habilitad[oa]|left|certificad[oa])'
const PHRASE = new RegExp(`^ (?:[a-z-]+ )?(${CRAFT})(?: [a-z-]+){0,2}? ${THERE}[ ']`)
const TIE =
  /(?:\b(?:sa|son|su|sua|seu|her|his|my|mi|minha|meu|ma|mon) (?:soeur|frere|hermana|hermano|irma|irmao|tia|tio|mae|madre|padre|pai|abuel[oa]|avo|tante|oncle|mere|pere|sister|brother|aunt|uncle|mother|father|great-aunt),? (?:la |el |le |a |o |the |est )?|\b(?:hij[oa]s?|herman[oa]s?|sobrin[oa]s?|prim[oa]s?|niet[oa]s?|ti[oa]|viud[oa]|filh[oa]s?|irma|irmao|net[oa]s?|viuva|fille|fils|soeur|frere|niece|neveu|petite-fille|petit-fils|veuve|daughter|son|sister|brother|nephew|cousin|grandson|granddaughter|widow|cousine|ahijad[oa]|afilhad[oa]) (?:d[aeou]s?|del|de la|de l'|of|of the) ?(?:la |el |l'|the )?)$/
const AND = /(?:^|[,:«"(] ?)((?:[a-z-]+ ){1,3}(?:y|e|et|and) )$/
const ARTICLE = /\b(?:la|el|le|l'|a|o|the|como la|um|uma|un|una|une) $/
const BOUND = /[.;:()\n«»",]/
const CLAUSE = / (?:tel|cel|su numero|son numero|her number|fone|y dice|et dit|who says|numero)\b/

/** Crafts that few have, wherever they are told with what or whom they serve. */
const RARE_CRAFT =
  /(?:accord(?:eur|euse) d|afinador[a]? de|(?:piano|organ) tuner|buz[oa]s? de (?:langosta|perlas|pepino|caracol)|(?:lobster|pearl|conch|sponge) divers?|mergulhador[a]? de lagosta|catraieir[oa]s? (?:que|d[aeo])|barqueir[oa]s? que|balser[oa] que|passeur (?:qui|du|de la)|ferryman (?:who|of|at)|(?:benzedeira|rezadeira|curandera|curandeira|rezandera|partera|parteira|matrone|palabrera|palabrero|sobandera|yerbatera|raizeira|tocadora?|juiza|mayordom[oa]|capitana?) (?:e |y |et |and )(?:[a-z]+ ){0,2}(?:d[aeo]s?|del|de la|of)|far(?:ero|oleiro) d|gardien(?:ne)? d[eu] phare|lighthouse keeper|campaner[oa] d|sineir[oa] d|sonneur de cloches|bell-?ringer|luthier|violero d|relojer[oa] d|horloger d|taxidermist[ae]?|taxidermiste|domador[a]? de|snake charmer|beekeeper (?:of|at)|scissor grinder|afilador[a]? de|rémouleur|remouleur|telegrafista|montreur de)[^.;:()\n«»",]{0,50}/y
const RARE_HEAD = enlist(
  'accordeur accordeuse afinador afinadora piano organ buzo buza buzos lobster pearl conch sponge mergulhador mergulhadora catraieiro catraieira barqueiro barqueira balsero passeur ferryman benzedeira rezadeira curandera curandeira rezandera partera parteira matrone palabrera palabrero sobandera yerbatera raizeira tocador tocadora juiza mayordoma mayordomo capitan capitana farero faroleiro gardien gardienne lighthouse campanero campanera sineiro sineira sonneur bellringer bell luthier violero relojero relojera horloger taxidermista taxidermist taxidermiste domador domadora snake beekeeper scissor afilador remouleur telegrafista montreur'.split(
    ' ',
  ),
)
const BECOMES = '(?:who|que|qui) (?:became|se hizo|fue|foi|virou|devint|est devenue?|was|fut) '
const BECAME = new RegExp(`((?:(?:the|la|el|a|o|le|un|une) )?(?:[a-z-]+ ){1,3}${BECOMES}(?:[a-z']+ ){0,3})$`)
/** Asked first: to look for what ends at a place is dear where there is nothing. */
const MAY_BECOME = new RegExp(BECOMES)

/** The one of a kind: "la última hilandera de la isla", "filho do único sineiro", "the first woman chief of the coast". */
export function findUnique(scene: Scene): void {
  if ((scene.signs & (RARE_HEAD | SOLE)) === 0) return
  for (const t of scene.listed) {
    if ((t.signs & RARE_HEAD) !== 0) craft(scene, t.start)
    if ((t.signs & SOLE) === 0) continue
    if (t.text === 'mas' || t.text === 'mais' || t.text === 'plus' || t.text === 'oldest')
      superlative(scene, t.start, t.end)
    else sole(scene, t.start, t.end)
  }
}

function craft(scene: Scene, start: number): void {
  if (matchAt(RARE_CRAFT, scene, start) !== null) mark(scene, start, endOf(scene.text, start), 'OCCUPATION_RARE')
}

/** "the cook who became the first photographer of the town" */
function became(scene: Scene, start: number, end: number): void {
  const left = before(scene, start, 60)
  if (!MAY_BECOME.test(left)) return
  const telling = BECAME.exec(left)?.[1]
  const right = /^(?: [a-z]+){1,4}/.exec(scene.text.slice(end, end + 50))?.[0]
  if (telling !== undefined && right !== undefined)
    mark(scene, start - telling.length, end + right.length, 'KINSHIP_RARE')
}

function sole(scene: Scene, start: number, end: number): void {
  const phrase = PHRASE.exec(scene.text.slice(end, end + 60))
  if (phrase === null || NO_CRAFT.test(phrase[1] ?? '')) {
    became(scene, start, end)
    return
  }
  take(scene, start, endOf(scene.text, start))
}

const VERY_OLD =
  /^(?: (?:viej[oa]|antigu[oa]|ancian[oa]|velh[oa]|idos[oa]|vieille|vieux|ancien|ancienne|agee?))? ?(?:d[aeou]s?|del|of|in) (?:la |el |l'|the )?[a-z]+/
const CRAFT_BEFORE = new RegExp(`${CRAFT} (?:la )?$`)
function superlative(scene: Scene, start: number, end: number): void {
  const right = VERY_OLD.exec(scene.text.slice(end, end + 40))
  if (right === null || !/viej|antig|ancian|velh|idos|viei|vieu|ancie|age/.test(right[0])) return
  const noun = CRAFT_BEFORE.exec(before(scene, start, 24))
  if (noun === null) return
  take(scene, start - noun[0].length, end + right[0].length)
}

/** With the tie to the person, and with what else that one is. */
function take(scene: Scene, at: number, end: number): void {
  let start = withArticle(scene, at)
  const tie = TIE.exec(before(scene, start, 40))?.[0].length ?? 0
  start -= tie
  start -= AND.exec(before(scene, start, 44))?.[1]?.length ?? 0
  mark(scene, start, end, tie > 0 ? 'KINSHIP_RARE' : 'OCCUPATION_RARE')
}

const withArticle = (scene: Scene, at: number): number => at - (ARTICLE.exec(before(scene, at, 8))?.[0].length ?? 0)

const LONGEST = 90
function endOf(text: string, from: number): number {
  const right = text.slice(from, from + LONGEST)
  const bound = BOUND.exec(right)?.index ?? right.length
  const clause = CLAUSE.exec(right)?.index ?? right.length
  return from + right.slice(0, Math.min(bound, clause)).trimEnd().length
}
