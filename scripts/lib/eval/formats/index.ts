import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { LANGUAGES, type Language } from '@amparo/text'
import { UsageError } from '../../usage-error.ts'
import type { Document } from '../document.ts'
import { readAmparo } from './amparo.ts'
import { readConll } from './conll.ts'
import { readMeddocan } from './meddocan.ts'
import { readTab } from './tab.ts'

export const FORMATS = ['amparo', 'tab', 'meddocan', 'conll'] as const
export type Format = (typeof FORMATS)[number]

/** The language of a CoNLL file is the beginning of its name, as in `pt.dev.conll`. */
export function readDocuments(path: string, format: Format): Document[] {
  const file = readFileSync(path, 'utf8')
  switch (format) {
    case 'amparo':
      return readAmparo(file)
    case 'tab':
      return readTab(file)
    case 'meddocan':
      return readMeddocan(file)
    case 'conll':
      return readConll(file, languageOf(basename(path)))
  }
}

function languageOf(name: string): Language {
  const found = LANGUAGES.find(lang => name.startsWith(`${lang}.`))
  if (found === undefined) throw new UsageError(`${name}: begin the file's name with its language, as in pt.dev.conll.`)
  return found
}
