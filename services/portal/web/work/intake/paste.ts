import { birthAsKept } from '../../form/birth.ts'
import type { Language } from '../../i18n/language.ts'
import { emptyRow, type IntakeRow, MOST } from './draft.ts'

/**
 * Lines of a table: names, and what follows a tab as birth. Fills rows from the one it is put into, as many as may be;
 * undefined for a single line, which is just a name.
 */
export function pastedInto(
  rows: readonly IntakeRow[],
  at: number,
  text: string,
  newKey: () => string,
  language: Language,
): readonly IntakeRow[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.split('\t').map(cell => cell.trim()))
    .filter(([name = '', birth = '']) => name !== '' || birth !== '')
  if (lines.length < 2) return undefined
  const next = [...rows]
  for (const [i, [names = '', birth = '']] of lines.entries()) {
    const place = at + i
    if (place >= MOST) break
    next[place] = {
      ...(next[place] ?? emptyRow(newKey())),
      names,
      ...(birth === '' ? {} : { birth: birthAsKept(birth, language) }),
    }
  }
  return next
}
