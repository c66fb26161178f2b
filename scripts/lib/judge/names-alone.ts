import type { judging } from '@amparo/text/node'
import type { Piece } from '../names/piece.ts'

const TYPES = { PERSON: 'PERSON', PLACE: 'UNSURE', ORG: 'UNSURE' } as const

/** A piece of a public corpus or a made story: sure of persons and of ordinary words, of nothing else. */
export const namesAlone = ({ lang, text, names }: Piece): judging.Marked => ({
  lang,
  text,
  identity: undefined,
  namesAlone: true,
  spans: names.map(({ start, end, type }) => ({ start, end, type: TYPES[type] })),
})
