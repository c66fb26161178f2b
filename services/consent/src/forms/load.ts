import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage } from '@amparo/contracts'
import { z } from 'zod'
import type { FormTexts } from '../domain/form-texts.ts'

/** Versions that cannot be read stop the service from starting. Names the file, never its text. */
export class FormsError extends Error {
  override readonly name = 'FormsError'
  readonly code = 'forms_invalid'
}

const versions = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        version: z.string().regex(/^[0-9]{4}-[0-9]{1,3}$/),
        from: z.iso.date(),
        until: z.iso.date().optional(),
        languages: z.array(z.string().refine(isLanguage)).min(1),
      }),
    )
    .min(1),
})

/** Every version of forms.json, each language a file: `<version>/<language>.md`. Another language is another file and its code. */
export function loadFormTexts(directory: string): FormTexts {
  const parsed = versions.safeParse(jsonIn(directory))
  if (!parsed.success) throw new FormsError('forms.json')
  return parsed.data.versions.flatMap(({ version, from, until, languages }) =>
    languages.map(language => {
      const bytes = fileIn(directory, join(version, `${language}.md`))
      const text = bytes.toString('utf8')
      return { version, from, until, language, text, sha256: hash('sha256', bytes, 'hex') }
    }),
  )
}

function fileIn(directory: string, name: string): Buffer {
  try {
    return readFileSync(join(directory, name))
  } catch {
    throw new FormsError(name)
  }
}

function jsonIn(directory: string): unknown {
  try {
    return JSON.parse(fileIn(directory, 'forms.json').toString('utf8'))
  } catch {
    throw new FormsError('forms.json')
  }
}
