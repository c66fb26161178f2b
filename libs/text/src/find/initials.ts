import { mark, type Scene } from '../scene.ts'
import { flagsOf } from '../words/flags.ts'

const LETTERS = /(?<![\p{L}\p{N}.])(?:\p{Lu}\p{M}*\. ?-?){1,4}\p{Lu}\p{M}*\.?(?![\p{L}\p{N}]|\.\p{L})/gu
/** Short forms of firms, states, documents, times and places that are written with points. */
const NO_NAMES = new Set(
  'sa srl sas sac cv saa eu us usa uk eeuu onu oit dob trn nir rg cc ci ss am pm po pobox gps ag id cp sr dl rl lda ltda cia rd rdc ri nit ruc rut curp cpf cnpj dni oab bo pv dc ad ac bc nb ps pd fv mv eirl sarl vip tv oas oea iom oim wpc dpp hc cn pn dl uv vih hiv covid inc dr'.split(
    ' ',
  ),
)

/** Somebody told by initials alone: "L. M. S.", "T.J.". */
export function findInitials(scene: Scene): void {
  const { folded } = scene
  if (!/\p{Lu}\. ?\p{Lu}/u.test(folded.source)) return
  if (folded.source.length !== scene.text.length) return
  for (const found of folded.source.matchAll(LETTERS)) {
    const start = found.index
    const letters = found[0].toLowerCase().replace(/[^\p{L}]/gu, '')
    const end = start + found[0].trimEnd().length
    if (scene.masked[start] === 1 || scene.harmless[start] === 1 || NO_NAMES.has(letters) || flagsOf(letters) !== 0)
      continue
    // A label, a number or a heading: "D.O.B: ...", "R.G. 20.000", "A. Hechos".
    if (/^ ?(?:[:#\d]|n[o°º.]|\p{Lu}\p{Ll})/u.test(folded.source.slice(end, end + 4))) continue
    mark(scene, start, end, 'PERSON')
  }
}
