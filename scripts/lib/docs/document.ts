/** Documents that are made from code: written, or with --check only compared. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../steps.ts'

export const code = (text: string): string => `\`${text}\``
export const list = (codes: readonly string[]): string => (codes.length === 0 ? '–' : codes.map(code).join(', '))
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell).join(' | ')} |`).join('\n')

/** A line break or a bar would end the row. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')

/** @param documents text by path from the project's root */
export function writeOrCheck(documents: Readonly<Record<string, string>>, script: string): void {
  for (const [path, text] of Object.entries(documents)) {
    const file = join(root, path)
    if (!process.argv.includes('--check')) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      console.log(`${path} is not what the code says: run \`node scripts/${script}\``)
      process.exitCode = 1
    }
  }
}
