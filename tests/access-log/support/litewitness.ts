import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { NoteAlgorithm, type NoteKey, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { freePort, removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll } from 'vitest'

const NAME = 'litewitness.example/w'

/** Debian's litewitness (package litetlog), which is nothing of ours: its key stays with an ssh-agent of its own. */
export async function useLitewitness(log: NoteKey): Promise<{ readonly url: string; readonly key: NoteKey }> {
  const dir = tempDir('litewitness')
  const at = (name: string) => join(dir, name)
  const running: ChildProcess[] = []
  const start = (program: string, args: readonly string[]) => {
    const child = spawn(program, args, { stdio: 'ignore', cwd: dir })
    running.push(child)
    return child
  }
  afterAll(async () => {
    await Promise.all(running.map(ended))
    removeTempDir(dir)
  })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'witness', '-f', at('key')])
  const [, blob = ''] = execFileSync('cat', [at('key.pub')], { encoding: 'utf8' }).split(' ')
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', at('key.pub')], { encoding: 'utf8' }).split(' ')
  start('ssh-agent', ['-D', '-a', at('agent')])
  const add = () =>
    execFileSync('ssh-add', ['-q', at('key')], { env: { ...process.env, SSH_AUTH_SOCK: at('agent') }, stdio: 'ignore' })
  await waitFor(async () => succeeds(add), 5_000)
  const { name: origin } = log
  execFileSync('witnessctl', ['add-log', '-db', at('db'), '-origin', origin], { stdio: 'ignore' })
  execFileSync('witnessctl', ['add-key', '-db', at('db'), '-origin', origin, '-key', noteKeyText(log)], {
    stdio: 'ignore',
  })
  const listen = `127.0.0.1:${await freePort()}`
  start('litewitness', [
    '-db',
    at('db'),
    '-name',
    NAME,
    '-key',
    fingerprint,
    '-ssh-agent',
    at('agent'),
    '-listen',
    listen,
  ])
  await waitFor(
    () =>
      fetch(`http://${listen}/`).then(
        () => true,
        () => false,
      ),
    10_000,
  )
  // RFC 8709: the last 32 bytes of the blob are the key.
  const x = Buffer.from(blob, 'base64').subarray(-32).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return { url: `http://${listen}`, key: noteKeyOf(NAME, NoteAlgorithm.COSIGNATURE, publicKey) }
}

function succeeds(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
