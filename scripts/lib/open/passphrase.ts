import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { givenPath } from '../given-path.ts'
import { UsageError } from '../usage-error.ts'

/** Longer than anybody writes, and than a file that was named by mistake. */
const MAX_BYTES = 4096

/** The first line of that file, as gpg reads it; of standard input for `-`. Throws a UsageError where there is none. */
export function passphraseIn(file: string): string {
  const bytes = contentOf(file)
  if (bytes.byteLength > MAX_BYTES) throw new UsageError(`${file} is too long for a passphrase.`)
  const [line = ''] = bytes.toString('utf8').split(/\r?\n/)
  bytes.fill(0)
  if (line === '') throw new UsageError(`The first line of ${file} holds no passphrase.`)
  return line
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : givenPath(file))
  } catch {
    throw new UsageError(`${file} cannot be read.`)
  }
}

/** From the terminal, which does not show it. Throws a UsageError where there is no terminal, and when it is left without an answer. */
export async function askPassphrase(question: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) throw new UsageError('The key has a passphrase: name its file with --passphrase-file.')
  // With a terminal the interface shows what is typed itself, and only on its output.
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() })
  const terminal = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 })
  stderr.write(question)
  try {
    return await new Promise((resolve, reject) => {
      terminal.once('line', resolve)
      terminal.once('close', () => reject(new UsageError('No passphrase was given.')))
    })
  } finally {
    terminal.close()
    stderr.write('\n')
  }
}
