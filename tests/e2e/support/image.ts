import { spawn } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import dockerignore from '@balena/dockerignore'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const DOCKERFILE = join(ROOT, 'deploy', 'Dockerfile')

/** Does in a folder what deploy/Dockerfile does before it leaves out what only builds: what is let in, and what it runs there. */
export async function buildImage(folder: string): Promise<void> {
  const ignored = dockerignore.default().add(readFileSync(`${DOCKERFILE}.dockerignore`, 'utf8'))
  const letIn = (path: string) => path === '' || !ignored.ignores(path)
  cpSync(ROOT, folder, { recursive: true, filter: path => letIn(relative(ROOT, path)) })
  for (const step of stepsOf(readFileSync(DOCKERFILE, 'utf8'))) await runIn(folder, step)
}

const stepsOf = (dockerfile: string): string[] => {
  const [, first = ''] = dockerfile.split(/^FROM /m)
  return [...first.matchAll(/^RUN (.+)$/gm)].map(([, step = '']) => step)
}

async function runIn(folder: string, step: string): Promise<void> {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` }
  const child = spawn('sh', ['-c', step], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`${step} ended with ${code}:\n${said}`)
}
