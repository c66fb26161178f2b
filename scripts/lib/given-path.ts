import { resolve } from 'node:path'

/** npm goes to the project's folder and leaves word of where it was called. */
export const CALLED_IN = process.env['INIT_CWD'] ?? process.cwd()

/** A path as it was typed. */
export const givenPath = (path: string): string => resolve(CALLED_IN, path)
