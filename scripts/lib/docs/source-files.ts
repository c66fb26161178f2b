import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../steps.ts'

/** Every module of libraries and services, tests apart, by its path from the project's root; sorted. */
export const sourceFiles = (): string[] =>
  ['libs', 'services']
    .flatMap(folder => readdirSync(join(root, folder)).map(name => join(root, folder, name, 'src')))
    .flatMap(src => readdirSync(src, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort()
