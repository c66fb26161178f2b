import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PlatformError } from './error.ts'

/** Creates the folder, or says in plain words why it cannot be used. */
export function makeStateDir(dir: string, mode: number): void {
  try {
    makeDeep(dir, mode)
    chmodSync(dir, mode)
    const probe = join(dir, '.writable')
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new PlatformError(
      'NOT_WRITABLE',
      `${dir} cannot be written. Name another folder (--state FOLDER), or change its owner.`,
      {
        cause,
      },
    )
  }
}

/** Node's own recursive mkdir never returns where the system answers ENOENT below a folder that exists, as /proc does. */
function makeDeep(dir: string, mode: number): void {
  if (existsSync(dir)) return
  makeDeep(dirname(dir), mode)
  mkdirSync(dir, { mode })
}
