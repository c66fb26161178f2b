import { spawnSync } from 'node:child_process'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** What a benchmark compares with is fetched at its first call, by a lockfile of its own and without install scripts. */
export function installPeers(what: string, folder: URL): void {
  const path = fileURLToPath(folder)
  const shown = relative(ROOT, path)
  console.error(`Installing the ${what} to compare with, into ${shown} (only once) ...`)
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', path]
  const { status } = spawnSync('npm', npm, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm ci --prefix ${shown} did not finish: see above.`)
}
