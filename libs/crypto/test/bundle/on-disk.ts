import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Bundle, Keys } from './making.ts'

/** A folder with a bundle in it, and beside it the keys to open and believe it with. */
export function delivered(bundle: Bundle, keys: Keys) {
  const home = mkdtempSync(join(tmpdir(), 'amparo-bundle-'))
  chmodSync(home, 0o700)
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), content, { mode: 0o600 })
  }
  for (const [name, bytes] of bundle) write(`bundle/${name}`, bytes)
  write('own.key', keys.recipient.privateKey)
  write('xa.cert', keys.xa.certificate)
  write('xb.cert', keys.xb.certificate)
  return {
    dir: join(home, 'bundle'),
    path: (name: string) => join(home, name),
    write,
    clean: () => rmSync(home, { recursive: true, force: true }),
  }
}
export type Delivered = ReturnType<typeof delivered>
