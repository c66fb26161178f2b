import type { Language } from '../language.ts'
import type { Scene } from '../scene.ts'
import { setOf } from '../words/set-of.ts'

/**
 * What judgments are full of, and then reports of hospitals, folded, by language. Hospitals' in Spanish alone: of other languages the reader has
 * learnt from none.
 */
export const OFFICIAL_WORDS = {
  es: [
    `demandante demandado tribunal recurso apelacion casacion sentencia fallo sala magistrado magistrados ponente admisibilidad admisible
desestimo desestimar desestimado confirmo revoco anulo considerando resuelve resolvio procedimiento convenio convencion articulo apartado virtud
gobierno origen representado representada libertades fundamentales derechos juzgado instancia alego alegaba vulneracion demanda vista autos
condenado condena acusacion solicitud jurisprudencia constitucional circunstancias interpuso`,
    `paciente nhc nass asistenciales clinico clinica antecedentes exploracion diagnostico tratamiento ingreso alta evolucion analitica
complementarias pruebas fisica cirugia intervencion biopsia ecografia radiografia tac lesion cuadro episodio dosis cronica aguda bilateral
izquierdo derecho abdominal urgencias servicio hospital facultativo ncol remitido sexo sintomas revision anatomia patologica
historia informe estudio normal normales normalidad varon presenta presentaba realiza realizo mediante tras posteriormente nivel renal dolor
sangre hemograma resonancia izquierda derecha quirurgica quirurgico postoperatorio hallazgos alergias tumor masa postoperatoria`,
  ],
  pt: [
    `recurso acordao tribunal decisao relator relatora julgamento julgado sentenca ementa apelacao agravo embargos sumula jurisprudencia
provimento recorrente recorrido apelante apelado agravante agravado impetrante impetrado autos voto turma camara plenario desembargador
desembargadora ministro ministra inciso artigo constituicao supremo superior juizo merito precedentes processual razoes fundamento liminar
mandado reclamacao habeas corpus denegar parecer comarca unanimidade
lei decreto paragrafo caput alinea dispoe disposto vigor publicacao revogam federal uniao justica justicas competencia materia hipotese tese
entendimento exame sentido razao teor conforme processo civel penal militar trabalho trabalhista instancia ordinario extraordinario especial`,
  ],
  fr: [
    `requerant requerante requete arret cour tribunal appel cassation pourvoi jugement recevabilite irrecevable gouvernement convention
sauvegarde droits libertes fondamentales article paragraphe procedure affaire represente representee communiquee chambre greffier audience
instance recours rejete rejeta condamne condamnation violation juridiction juridictions allegue circonstances vertu origine decide decision
detention dispositions ministere`,
  ],
  en: [
    `applicant applicants court judgment judgement proceedings application convention article government appeal appealed cassation
admissible admissibility lodged originated represented practising procedure merits chamber registrar hearing hearings dismissed upheld quashed
rejected alleged complained pursuant provisions paragraph violation freedoms fundamental circumstances decision supreme constitutional
prosecution convicted sentenced detention respondent tribunal plaintiff defendant`,
  ],
} as const

/** So many different words of one list, and such a share of all words, as no note of those who help has. */
const LEAST = 11
const SHARE = 0.025

export type Official = 'judgment' | 'report'
const KINDS: readonly Official[] = ['judgment', 'report']

const LISTS: Readonly<Record<Language, readonly ReadonlySet<string>[]>> = {
  es: OFFICIAL_WORDS.es.map(setOf),
  pt: OFFICIAL_WORDS.pt.map(setOf),
  fr: OFFICIAL_WORDS.fr.map(setOf),
  en: OFFICIAL_WORDS.en.map(setOf),
}

/** Whether a text is a judgment or the report of a hospital, and which. */
export const officialKind = (scene: Scene): Official | undefined =>
  KINDS[LISTS[scene.language].findIndex(list => isFull(scene, list))]

function isFull({ tokens }: Scene, list: ReadonlySet<string>): boolean {
  const found = new Set<string>()
  let count = 0
  for (const { text } of tokens) {
    if (!list.has(text)) continue
    found.add(text)
    count++
  }
  return found.size >= LEAST && count >= SHARE * tokens.length
}
