import { gapAfter, isTaken, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { flagsOf, IS, LABEL } from '../words/flags.ts'

/** Short forms of firms, states, documents, times and places that are written with points. */
const NO_NAMES = new Set(
  'sa srl sas sac cv saa eu us usa uk eeuu onu oit dob trn nir rg cc ci ss am pm po pobox gps ag id cp sr dl rl lda ltda cia rd rdc ri nit ruc rut curp cpf cnpj dni oab bo pv dc ad ac bc nb ps pd fv mv eirl sarl vip tv oas oea iom oim wpc dpp hc cn pn uv vih hiv covid inc ie'.split(
    ' ',
  ),
)
const NO_NAME = LABEL | IS.currency | IS.capital | IS.lawHead
const MOST = 5

/** Whether letters are known to stand for something else than a person. */
export const isShortForm = (letters: string): boolean => NO_NAMES.has(letters) || (flagsOf(letters) & NO_NAME) !== 0

/** Somebody told by initials alone: "L. M. S.", "T.J.". */
export function findInitials(scene: Scene): void {
  const { tokens, text } = scene
  for (let i = 0; i < tokens.length; i++) {
    const first = tokens[i]
    if (first === undefined || !isInitial(first)) continue
    let letters = first.text
    let last = first
    for (
      let t = tokens[i + 1];
      t !== undefined && isInitial(t) && /^\. ?-?$/.test(gapAfter(scene, t.index - 1));
      t = tokens[t.index + 1]
    ) {
      letters += t.text
      last = t
    }
    i = last.index
    if (letters.length < 2 || letters.length > MOST || isShortForm(letters)) continue
    if (text[last.end] !== '.' || isTaken(scene, first) || isTaken(scene, last)) continue
    // A label, a number or a heading: "X.Y: ...", "X.Y. 20.000".
    if (/^\. ?(?:[:#\d]|n[o°º.])/.test(text.slice(last.end, last.end + 4))) continue
    mark(scene, first.start, last.end + 1, 'PERSON')
  }
}

const isInitial = (t: Token): boolean => t.end - t.start === 1 && t.digits === 0 && t.letterCase === 'capital'
