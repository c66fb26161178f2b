import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateCertificate } from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { memoryOfProgram } from '../program-memory.ts'
import type { Sealer } from './sealer.ts'

export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** A folder of the program's own; it is given each package on its standard input, in a process of its own, as a script would. */
function workshop(name: string) {
  const dir = tempDir(name)
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dir, GNUPGHOME: dir, SEQUOIA_HOME: join(dir, 'sq') }
  const run = (args: readonly string[], input: Uint8Array = new Uint8Array()) => {
    const { status, stdout, stderr } = spawnSync(name, args, { cwd: dir, env, input, maxBuffer: 64 * 1024 ** 2 })
    if (status !== 0) throw new Error(`${name} ${args[0]}: ${stderr}`)
    return new Uint8Array(stdout)
  }
  const memory = (args: readonly string[], input: Uint8Array) => memoryOfProgram({ name, args, cwd: dir, env }, input)
  return {
    write: (file: string, text: string) => writeFileSync(join(dir, file), text),
    run,
    /** As a script would: with these arguments it seals, with those it opens. */
    sealer: (sealing: readonly string[], opening: readonly string[]): Sealer => ({
      seal: data => run(sealing, data),
      open: sealed => run(opening, sealed),
      memory: async data => Math.max(await memory(sealing, data), await memory(opening, run(sealing, data))),
      close: () => {
        spawnSync('gpgconf', ['--kill', 'all'], { cwd: dir, env })
        removeTempDir(dir)
      },
    }),
  }
}

/** Ed25519 and Curve25519, of the profile that it reads. */
export async function gpg(): Promise<Sealer> {
  const { write, run, sealer } = workshop('gpg')
  const both = await Promise.all(
    ['recipient', 'signer'].map(userId => generateCertificate({ userId, profile: 'compatible' })),
  )
  const quiet = ['--batch', '--quiet', '--trust-model', 'always']
  for (const [n, { privateKey }] of both.entries()) {
    write(`${n}.key`, privateKey)
    run([...quiet, '--import', `${n}.key`])
  }
  const [recipient = '', signer = ''] = both.map(({ fingerprint }) => fingerprint)
  const sealing = [...quiet, '--recipient', recipient, '--local-user', signer, '--sign', '--encrypt']
  return sealer(sealing, [...quiet, '--decrypt'])
}

/** With the very keys of our modern profile. */
export async function sq(): Promise<Sealer> {
  const { write, sealer } = workshop('sq')
  const [recipient, signer] = await Promise.all(
    ['recipient', 'signer'].map(userId => generateCertificate({ userId, profile: 'modern' })),
  )
  write('recipient.cert', recipient?.certificate ?? '')
  write('recipient.key', recipient?.privateKey ?? '')
  write('signer.cert', signer?.certificate ?? '')
  write('signer.key', signer?.privateKey ?? '')
  return sealer(
    ['encrypt', '--for-file', 'recipient.cert', '--signer-file', 'signer.key'],
    ['decrypt', '--recipient-file', 'recipient.key', '--signer-file', 'signer.cert'],
  )
}
