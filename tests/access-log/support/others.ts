import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createPrivateKey, hash, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll } from 'vitest'
import { onPath } from '../../../scripts/lib/on-path.ts'

/** Debian's packages sigsum-go and litetlog: written by others, from the same specifications. */
export const hasProgram = (name: string): boolean => onPath(name) !== undefined

/** The only name by which sigsum's witness knows a log. `publicKey`: raw, of Ed25519. */
export const sigsumOrigin = (publicKey: Uint8Array): string => `sigsum.org/v1/tree/${hash('sha256', publicKey, 'hex')}`

/** A running `sigsum-witness` of the log with that key: as a line for AMPARO_WITNESSES_FILE, and what it signs with. */
export async function useSigsumWitness(publicKey: Uint8Array): Promise<{ line: string; privateKey: KeyObject }> {
  const dir = tempDir('sigsum')
  const [own, log] = [join(dir, 'witness'), join(dir, 'log.pub')]
  const sigsumKey = (args: readonly string[], input = '') =>
    execFileSync('sigsum-key', [...args], { input, encoding: 'utf8' }).trim()
  sigsumKey(['generate', '-o', own])
  writeFileSync(log, sigsumKey(['from-hex'], Buffer.from(publicKey).toString('hex')))
  const name = `sigsum.org/v1/witness/${sigsumKey(['to-hash', '-k', `${own}.pub`])}`
  const key = sigsumKey(['to-vkey', '-k', `${own}.pub`, '-n', name, '-t', 'cosignature/v1'])
  const port = await freePort()
  const args = ['-k', own, '--log-key', log, '--state-file', join(dir, 'state'), `127.0.0.1:${port}`]
  const env = { ...process.env, GODEBUG: 'httpmuxgo121=0' }
  const child = spawn('sigsum-witness', args, { env, stdio: 'ignore' })
  afterAll(() => {
    child.kill('SIGKILL')
    removeTempDir(dir)
  })
  const url = `http://127.0.0.1:${port}`
  await waitFor(
    () =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    10_000,
  )
  return { line: `witness ${key} ${url}`, privateKey: opensshKey(readFileSync(own, 'utf8')) }
}

/** Ed25519, not encrypted (OpenSSH's PROTOCOL.key): 64 bytes after their length, of which the first half is the key. */
function opensshKey(pem: string): KeyObject {
  const bytes = Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64')
  const at = bytes.lastIndexOf(Buffer.from([0, 0, 0, 64])) + 4
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes.subarray(at, at + 32)])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

/** A running `litewitness` that knows one log by its verifier key; its key is in an ssh-agent, which is how it wants it. */
export async function useLitewitness({ origin, vkey }: { readonly origin: string; readonly vkey: string }) {
  const dir = tempDir('lite')
  const [own, agentAt, db] = [join(dir, 'own'), join(dir, 'agent'), join(dir, 'db')]
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, SSH_AUTH_SOCK: agentAt } })
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', own])
  const agent = spawn('ssh-agent', ['-D', '-a', agentAt], { stdio: 'ignore' })
  await waitFor(async () => existsSync(agentAt))
  run('ssh-add', ['-q', own])
  run('witnessctl', ['add-log', '-db', db, '-origin', origin])
  run('witnessctl', ['add-key', '-db', db, '-origin', origin, '-key', vkey])
  const fingerprint = run('ssh-keygen', ['-l', '-f', `${own}.pub`]).split(' ')[1] ?? ''
  const address = `127.0.0.1:${await freePort()}`
  const args = [
    '-db',
    db,
    '-key',
    fingerprint,
    '-name',
    'witness.example/lite',
    '-ssh-agent',
    agentAt,
    '-listen',
    address,
  ]
  const env = { ...process.env, GODEBUG: 'httpmuxgo121=0' }
  const child = spawn('litewitness', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  afterAll(() => {
    child.kill('SIGKILL')
    agent.kill('SIGKILL')
    removeTempDir(dir)
  })
  await waitFor(async () => said.includes('msg=listening'))
  return {
    said: () => said,
    /** Its answer, as C2SP tlog-witness has it; undefined: it has hung up. */
    addCheckpoint: async (note: string) => {
      const posted = fetch(`http://${address}/add-checkpoint`, { method: 'POST', body: `old 0\n\n${note}` })
      const response = await posted.catch(() => undefined)
      return response && { status: response.status, text: await response.text() }
    },
  }
}

const DOC = join(import.meta.dirname, '../../../docs/access-log.md')

/** What is given to whoever follows them, by the names that the lines have for it. */
type Given = Readonly<Record<string, string | Uint8Array>>

/** Whether whoever follows the lines of docs/access-log.md below that heading is told that all is well; the how many-th lines, from 0. */
export function useRecipe(number = 0) {
  const [, below = ''] = readFileSync(DOC, 'utf8').split('## With nothing of ours')
  const [, recipe = 'false'] = [...below.matchAll(/```sh\n(.*?)```/gs)][number] ?? []
  return (given: Given): boolean => {
    const dir = tempDir('recipe')
    for (const [name, content] of Object.entries(given)) writeFileSync(join(dir, name), content)
    const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', recipe], { cwd: dir })
    removeTempDir(dir)
    return status === 0
  }
}
