import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Files and folders below `root`, itself included, that group or others may read, write or enter, with their mode. */
export function openToOthers(root: string): string[] {
  const paths = ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]
  return paths.flatMap(path => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    // The folder of a server that works may lose a file between two looks.
    if (!stat || (stat.mode & 0o077) === 0) return []
    return [`${relative(root, join(root, path)) || '.'} ${(stat.mode & 0o777).toString(8)}`]
  })
}
