import { z } from 'zod'
import type { Document } from '../document.ts'
import { jsonLines } from './json-lines.ts'
import { unitOffsets } from './units.ts'

const entities = z.array(
  z.object({
    start_offset: z.int(),
    end_offset: z.int(),
    entity_type: z.string(),
    entity_id: z.string(),
    identifier_type: z.enum(['DIRECT', 'QUASI', 'NO_MASK']),
  }),
)
const judgment = z.object({ id: z.string(), text: z.string(), entities })
type Judgment = z.infer<typeof judgment>
/** As the benchmark publishes it: one array, and what each annotator marked. */
const published = z.array(
  z.object({
    doc_id: z.string(),
    text: z.string(),
    annotations: z.record(z.string(), z.object({ entity_mentions: entities })),
  }),
)

/** The benchmark's own measure passes over these words where they stand in a span. */
const PASSED_OVER = /^(?:(?:mr|mrs|ms|no|nr|about|the|a|an|of|in|at|to|and)\b[.\s]*)+/i

/**
 * The Text Anonymization Benchmark, one JSON object a line or as it is published, then by the first of a judgment's annotators; its offsets count
 * characters, ours UTF-16 units. Titles before a name are either way.
 */
export function readTab(file: string): Document[] {
  const judgments = file.trimStart().startsWith('[') ? byFirstAnnotator(file) : jsonLines(file, judgment)
  return judgments.map(({ id, text, entities }) => {
    const unit = unitOffsets(text)
    const whole = entities.map(e => ({
      ...e,
      start: unit[e.start_offset] ?? 0,
      end: unit[e.end_offset] ?? text.length,
    }))
    const ranges = whole.map(({ start, end, ...e }) => ({
      start: Math.min(end - 1, start + (PASSED_OVER.exec(text.slice(start, end))?.[0].length ?? 0)),
      end,
      type: e.entity_type,
      tier: e.identifier_type === 'DIRECT' ? ('direct' as const) : ('quasi' as const),
      role: 'none',
      entity: e.entity_id,
      masked: e.identifier_type !== 'NO_MASK',
    }))
    return {
      id,
      lang: 'en',
      genre: 'judgment',
      text,
      identity: undefined,
      spans: ranges.filter(r => r.masked),
      neutral: [
        ...whole.map(({ start }, i) => ({ start, end: ranges[i]?.start ?? start })),
        ...ranges.filter(r => !r.masked),
      ],
      negatives: [],
    }
  })
}

const byFirstAnnotator = (file: string): Judgment[] =>
  published.parse(JSON.parse(file)).map(({ doc_id: id, text, annotations }) => ({
    id,
    text,
    entities: Object.values(annotations)[0]?.entity_mentions ?? [],
  }))
