import { type Mark, markOf } from '../marks.ts'
import { matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'

/** By what registers, reports and badges are called before their number, folded. */
const REGISTERS: ReadonlySet<string> = new Set(
  `bo reg placa chapa carne carnet credencial matricula matricule ecrou proces pv rapport badge constable officer case docket boletim ocorrencia denuncia
  parte informe wpc pc cpl cons const sgt expediente legajo sumario causa caso inquerito processo procedimiento auto acta ata livro libro folio oficio warrant file report dossier register colegiada colegiado colegiatura`.split(
    /\s+/,
  ),
)
export const registerWords: Iterable<string> = REGISTERS
export const isRegister = (word: string): boolean => REGISTERS.has(word)

const NUMBERED = '(?:n(?:o|ro|um|umero|r)?[.º°o]{0,3} ?|number |#|: ?)'
const CODE = '(?:\\d{1,3},\\d{3}(?!\\d)|(?:[a-z]{1,5}[./-])*\\d[\\da-z]*(?:[./-][\\da-z]+)*)'
/** Behind the word: what it is of, "no.", and a number; folded. */
const BEHIND = new RegExp(
  `\\.? ?(?:(?:institucional|policial|oficial|interno|notarial|verbal|de (?:ocorrencia|servicio|servico|policia|accion directa))(?: |, ?))?(${NUMBERED})?(${CODE})(?![\\p{L}\\d]|[.,]\\d)`,
  'uy',
)
const LEAST = 3
const LEAST_UNTOLD = 4

/** "BO 25.E.0181044", "Reg. No. 18244", "placa institucional 118-442": the number of a report, a register or a badge. */
export function numbersOfRegisters(scene: Scene, words: readonly Token[]): Mark[] {
  return words.flatMap(word => {
    const found = matchAt(BEHIND, scene, word.end)
    const code = found?.[2] ?? ''
    if (found === null || !isNumber(code, found[1] !== undefined)) return []
    const end = word.end + found[0].length
    return [markOf(end - code.length, end, 'DOC_ID')]
  })
}

function isNumber(code: string, isTold: boolean): boolean {
  const digits = code.replace(/\D/g, '').length
  if (/^(?:19|20)\d\d$/.test(code) || /^\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})$/.test(code)) return false
  return digits >= (isTold ? LEAST : LEAST_UNTOLD)
}
