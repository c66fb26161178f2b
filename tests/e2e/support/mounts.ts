import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own at `path`, in memory, e.g. with `size=8m`. False if this user or machine may not. */
export function mountTmpfs(path: string, options: string): boolean {
  mkdirSync(path, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status === 0
}

/** Also where a process has not quite ended that works in it: then it is gone with that. */
export const unmount = (path: string): boolean => spawnSync('umount', ['--lazy', path]).status === 0

/** Undefined if tests can mount, else what to say of those that cannot run. */
export const noMounts = ((): string | undefined => {
  const path = mkdtempSync(join(tmpdir(), 'amparo-mount-'))
  const may = mountTmpfs(path, 'size=1m') && unmount(path)
  rmdirSync(path)
  return may ? undefined : 'no file systems can be mounted here: only root may, and not in every container'
})()
