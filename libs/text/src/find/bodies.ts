import { gapAfter, isMasked, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist, IS } from '../words/flags.ts'
import { isPlausible } from './plausible.ts'

/** What public bodies are, said before what they are for; folded. */
const HEAD = enlist(
  'ministerio ministere ministry secretaria secretariat subsecretaria banco banque bank policia police procuraduria procuradoria fiscalia parquet defensoria juzgado vara juizado tribunal direccion diretoria direction prefecture prefectura departamento departement department instituto institut institute servicio servico service comision comissao commission conselho consejo conseil council consulado consulat consulate embajada embaixada ambassade embassy inspeccion inspecao inspection inspectoria superintendencia corte cour court camara chambre brigade brigada unidad unidade unite delegacia delegacion delegation comisaria commissariat caisse pole gendarmerie division divisao oficina bureau office board tribunale vice-consulado coordenacao coordinacion'.split(
    ' ',
  ),
)
/** In English what they are stands behind. */
const TAIL = enlist(
  'force police ministry department court unit service services board office commission authority secretary guard directorate'.split(
    ' ',
  ),
)
const LONGEST = 7
const NAME = IS.nameWord | IS.title

/** "Banco de Previsión Social", "Defence Force": a public body named by ordinary words tells nothing of a person. */
export function findBodies(scene: Scene): void {
  if ((scene.signs & (HEAD | TAIL)) === 0) return
  for (const t of scene.listed) {
    if ((t.signs & (HEAD | TAIL)) === 0) continue
    if (t.quiet || t.letterCase === 'lower' || isMasked(scene, t)) continue
    if ((t.signs & HEAD) !== 0) fromHead(scene, t)
    if (scene.language === 'en' && (t.signs & TAIL) !== 0) fromTail(scene, t)
  }
}

function fromHead(scene: Scene, head: Token): void {
  let last = head.index
  for (let i = head.index + 1; i - head.index < LONGEST; i++) {
    const t = scene.tokens[i]
    if (t === undefined || !/^[ ']$|^ ?[-–] ?$/.test(gapAfter(scene, i - 1))) break
    if (isOrdinary(t) || (t.letterCase !== 'lower' && !t.given && !t.family && isPlausible(t.text, scene))) last = i
    else if (t.letterCase !== 'lower') return
    else if ((t.flags & (IS.particle | IS.function)) === 0) break
  }
  if (last > head.index) spare(scene, head.start, scene.tokens[last]?.end ?? head.end)
}

function fromTail(scene: Scene, tail: Token): void {
  let first = tail.index
  for (let i = tail.index - 1; i >= 0 && tail.index - i < 4; i--) {
    const t = scene.tokens[i]
    if (t === undefined || gapAfter(scene, i) !== ' ' || !isOrdinary(t)) break
    first = i
  }
  const prior = scene.tokens[first - 1]
  if (
    first < tail.index &&
    !(prior !== undefined && prior.letterCase === 'capital' && gapAfter(scene, first - 1) === ' ' && !prior.common)
  )
    spare(scene, scene.tokens[first]?.start ?? tail.start, tail.end)
}

const isOrdinary = (t: Token): boolean =>
  t.letterCase !== 'lower' &&
  t.digits === 0 &&
  !t.given &&
  (t.flags & NAME) === 0 &&
  (t.common || (t.anywhere && !t.family) || (t.flags & (IS.capital | IS.country)) !== 0)
