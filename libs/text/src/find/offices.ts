import { before, mark, type Scene } from '../scene.ts'
import { enlist } from '../words/flags.ts'

const OFFICE = enlist(
  'alcalde alcaldesa prefeito prefeita maire mayor cacique cacica tuxaua cura parroco paroco bispo obispo bishop eveque pretre priest sacerdote pastor pastora pasteur reverend vicar sacristan cheffe chef chief jefe jefa lider leader capitan capitao capitaine captain presidente presidenta president presidente comisario delegado juez juiz judge warden headman headwoman headmaster headmistress headteacher principal director directora diretor diretora directeur directrice medico medica doctor doctora medecin doctor nurse enfermera enfermeiro infirmiere partera parteira matrone midwife boticario farmaceutico pharmacist pharmacien maestro maestra professor professora instituteur institutrice teacher curandero curandera rezador rezadora benzedeira sexton cartero carteiro facteur postmistress postman herrero ferreiro blacksmith forgeron organist organista organiste sergeant sargento policia policeman constable harbourmaster lighthouse vereador concejal councillor conseiller regidor senador corregidor lonko gobernador governor governadora ferryman barqueiro balsero passeur'.split(
    ' ',
  ),
)
const UNIT =
  '(?:village|vila|aldea|aldeia|pueblo|comunidad|comunidade|communaute|community|commune|bourg|island|isla|ilha|ile|parish|parroquia|paroquia|paroisse|caserio|vereda|barrio|bairro|quartier|district|distrito|corregimiento|reserve|reserva|resguardo|quilombo|assentamento|asentamiento|canton|town|hamlet|hameau|rancheria|ejido|settlement|municipio|conseil|council|cabildo|fanfare|band|banda|conseil|reduction|riviere|fleuve|rio|river|bay|baie|bahia|cay|caye|valley|valle|vallee|cove|port|puerto|porto|capilla|capela|church|iglesia|igreja|eglise)'
const OF = new RegExp(
  `^(?: [a-z-]{3,14}){0,2} (?:d[aeou]s?|del|de la|de l'|d'|of|of the|for the|en la|na|no|in the|in|on the)(?: (?:la|el|the|l'|un[ea]?|sole|only|unic[oa]|seule?|mesma|misma|meme|same|su|sua|son|her|his))* ?(?:[a-z-]+ )?${UNIT}\\b[^.,;:()\\n«»"]{0,40}`,
)
const OWNED = new RegExp(
  `\\b(?:(?:the|this|that) )?${UNIT}'?s (?:only |first |sole |former |last |head )?(?:[a-z-]+ ){0,2}$`,
)
const LINK = / (?:y|and|e|et|que|qui|who|ha|has|a|est|es|is|dijo|said|may|puede|pode|peut|when|cuando) .*$/

/** An office that one person holds in a small place: "párroco de la única iglesia del pueblo", "the island's only bishop". */
export function findOffices(scene: Scene): void {
  const { text } = scene
  if ((scene.signs & OFFICE) === 0) return
  for (const t of scene.listed) {
    if ((t.signs & OFFICE) === 0 || t.letterCase !== 'lower') continue
    const right = text.slice(t.end, t.end + 90)
    const of = OF.exec(right)?.[0].replace(LINK, '') ?? ''
    const left = OWNED.exec(before(scene, t.start, 50))?.[0] ?? ''
    if ((of === '' && left === '') || /\b(?:any|no|ningun[oa]?|nenhum[a]?|aucune?|cualquier|qualquer)\b/.test(of))
      continue
    const sole =
      /\b(?:le |la |el |o |a |the )?(?:seule?|only|unic[oa]|sole|former|ancienne?|antig[uo]{1,2}[oa]?|aine[e]?) $/.exec(
        before(scene, t.start, 18),
      )
    mark(scene, t.start - Math.max(left.length, sole?.[0].length ?? 0), t.end + of.trimEnd().length, 'KINSHIP_RARE')
  }
}
