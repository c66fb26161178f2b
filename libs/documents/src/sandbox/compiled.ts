import { rmSync } from 'node:fs'
import { access, constants, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PACKAGES } from './command.ts'

let begun = false
let filled: string | undefined

/** The folder from which children load compiled code, once it is filled. */
export const compiled = (): string | undefined => filled

/** Fills it once for the process, whichever sandbox begins: quickly where another process did. Without room for it, children compile anew. */
export async function keepCompiled(fill: (folder: string) => Promise<unknown>): Promise<void> {
  if (begun) return
  begun = true
  try {
    const folder = await besideCode().catch(ofThisProcess)
    await fill(folder)
    filled = folder
  } catch {}
}

/** Whoever may write there may change the code itself. */
async function besideCode(): Promise<string> {
  const folder = join(PACKAGES, '.cache/amparo-documents')
  await mkdir(folder, { recursive: true })
  await access(folder, constants.W_OK)
  return folder
}

async function ofThisProcess(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'amparo-compiled-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
