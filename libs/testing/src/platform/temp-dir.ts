import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { startedAt } from '@amparo/config'
import { NOTE, releaseOrphan } from './ownership.ts'
import { removeState } from './pg-data-dir.ts'

const made = new Set<string>()
process.on('exit', () => {
  for (const dir of made) removeState(dir)
})

/** A file system in memory that Linux has for everybody. */
const MEMORY = '/dev/shm'
/** Databases of a whole run are some hundred MiB; so much stays free for what the run does. */
const ROOM_BYTES = 4 * 1024 ** 3

/** Removed by `removeTempDir`, else when this process ends, else (it was killed) by the next `sweepTempDirs`. */
export const tempDir = (label = 'x'): string => madeIn(tmpdir(), label)

/**
 * As `tempDir`, in memory where there is plenty: for servers whose data nobody needs after a crash. The hundreds of files of a
 * database that is copied take a disk half a second, and memory a tenth of that.
 */
export const quickTempDir = (label = 'x'): string => madeIn(hasRoom() ? MEMORY : tmpdir(), label)

function hasRoom(): boolean {
  if (process.platform !== 'linux' || !existsSync(MEMORY)) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  // A file system with a limit of its own (a container's is 64 MiB), and what this process may have of the memory behind it.
  return Math.min(bavail * bsize, process.availableMemory()) >= ROOM_BYTES
}

function madeIn(place: string, label: string): string {
  const dir = mkdtempSync(join(place, `amparo-test-${process.pid}-${startedAt(process.pid) ?? 0}-${label}-`))
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
  for (const place of new Set([tmpdir(), MEMORY])) if (existsSync(place)) await sweep(place)
}

async function sweep(place: string): Promise<void> {
  for (const entry of readdirSync(place)) {
    const [, pid, started] = /^amparo-test-(\d+)-(\d+)-/.exec(entry) ?? []
    if (pid === undefined || startedAt(Number(pid)) === started) continue
    const dir = join(place, entry)
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
