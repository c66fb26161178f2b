import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GeneratedCertificate } from '../../src/web.ts'
import { fingerprintOf } from '../../src/web.ts'

export const PASSPHRASE = 'caballo correcto, pila ñ'

/** With what a person would make a key, protected with a passphrase. */
export const makers = {
  gpg: (run: Run) => {
    const quiet = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase-file', 'passphrase']
    run('gpg', ...quiet, '--quick-generate-key', 'Legal aid <legal@xb.example>', 'future-default', 'default', '1y')
    run('gpg', ...quiet, '--armor', '--output', 'key', '--export-secret-keys')
    run('gpg', ...quiet, '--armor', '--output', 'cert', '--export')
    // Its agent ends with the folder, too, but later.
    run('gpgconf', '--kill', 'all')
  },
  sq: (run: Run) => {
    const made = ['--output', 'key', '--rev-cert', 'revocation', '--new-password-file', 'passphrase']
    run('sq', 'key', 'generate', '--own-key', '--name', 'Legal aid', '--profile', 'rfc9580', ...made)
    run('sq', 'key', 'delete', '--cert-file', 'key', '--output', 'cert')
  },
} as const
type Run = (program: string, ...args: string[]) => void

export const installed = (program: string) => spawnSync(program, ['--version']).error === undefined

export async function lockedKey(maker: keyof typeof makers): Promise<GeneratedCertificate> {
  const dir = mkdtempSync(join(tmpdir(), 'amparo-locked-'))
  chmodSync(dir, 0o700)
  try {
    writeFileSync(join(dir, 'passphrase'), PASSPHRASE, { mode: 0o600 })
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dir, GNUPGHOME: dir, SEQUOIA_HOME: join(dir, 'sq') }
    makers[maker]((program, ...args) => {
      const { status, stderr } = spawnSync(program, args, { cwd: dir, env })
      if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
    })
    const read = (name: string) => readFileSync(join(dir, name), 'utf8')
    const certificate = read('cert')
    return {
      certificate,
      privateKey: read('key'),
      fingerprint: await fingerprintOf(certificate),
      revocationCertificate: '',
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
