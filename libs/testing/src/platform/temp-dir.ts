import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { startedAt } from '@amparo/config'
import { NOTE, releaseOrphan } from './ownership.ts'
import { removeState } from './pg-data-dir.ts'

const made = new Set<string>()
process.on('exit', () => {
  for (const dir of made) removeState(dir)
})

/** Removed by `removeTempDir`, else when this process ends, else (it was killed) by the next `sweepTempDirs`. */
export function tempDir(label = 'x'): string {
  const dir = mkdtempSync(join(tmpdir(), `amparo-test-${process.pid}-${startedAt(process.pid) ?? 0}-${label}-`))
  made.add(dir)
  // Others may pass through, not look: a server run as another user has its folder further down.
  chmodSync(dir, 0o711)
  return dir
}

export function removeTempDir(dir: string): void {
  removeState(dir)
  made.delete(dir)
}

/** Folders, and servers still working in them, of test runs that were killed. */
export async function sweepTempDirs(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const [, pid, started] = /^amparo-test-(\d+)-(\d+)-/.exec(entry) ?? []
    if (pid === undefined || startedAt(Number(pid)) === started) continue
    const dir = join(tmpdir(), entry)
    try {
      for (const note of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
        if (note.endsWith(NOTE)) await releaseOrphan(dirname(join(dir, note)), basename(note, NOTE))
      unmountBelow(dir)
      // PostgreSQL's folder may lead to another place.
      removeState(join(dir, 'postgres'))
      removeState(dir)
    } catch {
      // Another user's: theirs to sweep.
    }
  }
}

/** File systems of tests that needed one of their own. */
function unmountBelow(dir: string): void {
  const mounts = '/proc/self/mounts'
  if (!existsSync(mounts)) return
  for (const line of readFileSync(mounts, 'utf8').split('\n')) {
    const place = line.split(' ')[1]
    if (place?.startsWith(`${dir}/`)) spawnSync('umount', ['--lazy', place])
  }
}
