import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LANGUAGES, type Language } from '@amparo/text'
import { UsageError } from '../../usage-error.ts'
import type { Document } from '../document.ts'
import { readAmparo } from './amparo.ts'
import { readBrat } from './brat.ts'
import { readConll } from './conll.ts'
import { readMeddocan } from './meddocan.ts'
import { readTab } from './tab.ts'

export const FORMATS = ['amparo', 'tab', 'meddocan', 'conll'] as const
export type Format = (typeof FORMATS)[number]

const ENDINGS: Readonly<Record<Format, RegExp>> = {
  amparo: /\.jsonl$/,
  tab: /\.jsonl?$/,
  meddocan: /\.(?:jsonl|txt)$/,
  conll: /\.(?:conll|tsv|iob|bio)$/,
}

/**
 * The texts of a file, or of all files of a folder that end as those of the format do. MEDDOCAN's may be as it is published: a text, and beside it
 * what is marked (brat). @param lang of a CoNLL file whose name does not begin with its language, as `pt.dev.conll` does
 */
export function readDocuments(path: string, format: Format, lang?: Language): Document[] {
  if (!statSync(path).isDirectory()) return readFile(path, format, lang)
  const names = readdirSync(path)
    .filter(name => ENDINGS[format].test(name))
    .sort()
  if (names.length === 0) throw new UsageError(`No file of ${path} ends as those of the format ${format} do.`)
  return names.flatMap(name => readFile(join(path, name), format, lang))
}

function readFile(path: string, format: Format, lang: Language | undefined): Document[] {
  const file = readFileSync(path, 'utf8')
  switch (format) {
    case 'amparo':
      return readAmparo(file)
    case 'tab':
      return readTab(file)
    case 'meddocan':
      return path.endsWith('.txt')
        ? [readBrat(basename(path, '.txt'), file, readFileSync(path.replace(/\.txt$/, '.ann'), 'utf8'))]
        : readMeddocan(file)
    case 'conll':
      return readConll(file, lang ?? languageOf(basename(path)))
  }
}

function languageOf(name: string): Language {
  const found = LANGUAGES.find(lang => name.startsWith(`${lang}.`))
  if (found === undefined)
    throw new UsageError(`${name}: say its language by --lang, or begin the file's name with it, as in pt.dev.conll.`)
  return found
}
