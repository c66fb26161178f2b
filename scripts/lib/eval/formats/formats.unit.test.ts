import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../../usage-error.ts'
import type { Document } from '../document.ts'
import { readDocuments } from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'formats-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const marked = ({ text, spans }: Document) => spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

const MENTION = { entity_type: 'PERSON', entity_id: 'p', identifier_type: 'DIRECT' }

test('the Text Anonymization Benchmark is read as it is published, in characters, by the first annotator', () => {
  const text = '😀 Ana Paz lives in Graz.'
  const by = (start_offset: number, end_offset: number) => ({
    entity_mentions: [{ ...MENTION, start_offset, end_offset }],
  })
  const judgments = [{ doc_id: '001', text, annotations: { annotator1: by(2, 9), annotator2: by(0, 1) } }]
  const read = readDocuments(written('echr_test.json', JSON.stringify(judgments)), 'tab')
  expect(read.map(document => [document.id, ...marked(document)])).toEqual([['001', 'PERSON Ana Paz']])
})

test('clinical notes are read as they are published: each text, and beside it what is marked, in characters', () => {
  const path = written('S1.txt', '😀 Nombre: Ana Paz.\nEdad: 61 años.\n')
  written(
    'S1.ann',
    'T1\tEDAD_SUJETO_ASISTENCIA 25 32\t61 años\nT2\tNOMBRE_SUJETO_ASISTENCIA 10 17\tAna Paz\nR1\tnone\n',
  )
  expect(readDocuments(path, 'meddocan').flatMap(marked)).toEqual([
    'NOMBRE_SUJETO_ASISTENCIA Ana Paz',
    'EDAD_SUJETO_ASISTENCIA 61 años',
  ])
})

test('a folder is all of its files that end as those of the format do', () => {
  written('S2.txt', 'Nada.')
  written('S2.ann', '')
  expect(readDocuments(folder, 'meddocan').map(({ id }) => id)).toEqual(['S1', 'S2'])
  expect(() => readDocuments(folder, 'amparo')).toThrow(UsageError)
})

test('the language of a CoNLL file is told, or its name begins with it', () => {
  const lines = 'Ana B-PESSOA\nPaz I-PESSOA\nsaiu O\n'
  expect(readDocuments(written('test.conll', lines), 'conll', 'pt').flatMap(marked)).toEqual(['PERSON Ana Paz'])
  expect(readDocuments(written('pt.test.conll', lines), 'conll')[0]?.lang).toBe('pt')
  expect(() => readDocuments(join(folder, 'test.conll'), 'conll')).toThrow('--lang')
})
