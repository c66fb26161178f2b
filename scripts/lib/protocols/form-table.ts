import type { ProtocolBook } from '@amparo/protocols'
import { code, table } from '../docs/document.ts'

export const formTable = (book: ProtocolBook): string =>
  table(
    ['form', 'version', '', 'for', 'items', 'bands', 'sources'],
    book
      .forms()
      .map(({ form, version, name, subjects, sections, bands, sources }) => [
        code(form),
        String(version),
        name.en,
        subjects === 'minors' ? 'children' : 'anyone',
        String(sections.reduce((sum, { items }) => sum + Object.keys(items).length, 0)),
        bands.map(({ id, from }) => `${code(id)} from ${from}`).join(', '),
        sources.join('; '),
      ]),
  )
