import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll } from 'vitest'
import { onPath } from '../../../scripts/lib/on-path.ts'

/** Debian's packages sigsum-go and litetlog: written by others, from the same specifications. */
export const hasProgram = (name: string): boolean => onPath(name) !== undefined

/** The only name by which sigsum's witness knows a log. `publicKey`: raw, of Ed25519. */
export const sigsumOrigin = (publicKey: Uint8Array): string => `sigsum.org/v1/tree/${hash('sha256', publicKey, 'hex')}`

/** A running `sigsum-witness` of the log with that key, as a line for AMPARO_WITNESSES_FILE. */
export async function useSigsumWitness(publicKey: Uint8Array): Promise<string> {
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
  return `witness ${key} ${url}`
}

const DOC = join(import.meta.dirname, '../../../docs/access-log.md')

/** Whether whoever follows the lines of docs/access-log.md is told that the proof holds, by those keys. */
export function useRecipe() {
  const recipe = /## With nothing of ours.*?```sh\n(.*?)```/s.exec(readFileSync(DOC, 'utf8'))?.[1] ?? 'false'
  return (proof: string, keys: string): boolean => {
    const dir = tempDir('recipe')
    writeFileSync(join(dir, 'entry.tlog-proof'), proof)
    writeFileSync(join(dir, 'keys'), keys)
    const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', recipe], { cwd: dir })
    removeTempDir(dir)
    return status === 0
  }
}
