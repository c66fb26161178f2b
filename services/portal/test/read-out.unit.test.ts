import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { piecesOf } from '../web/form/read-out.ts'

const FORMS = new URL('../../consent/forms/', import.meta.url)

describe('a text that is read to a person', () => {
  it('has a title, points with what they are about, and paragraphs, however its lines are broken', () => {
    expect(
      piecesOf('# Tu consentimiento\n\nEscucha\nesto.\n\n1. **Qué es.** Otras\n   ayudan.\n2. Nada más.\n'),
    ).toEqual([
      { kind: 'title', number: '', about: '', text: 'Tu consentimiento' },
      { kind: 'paragraph', number: '', about: '', text: 'Escucha esto.' },
      { kind: 'point', number: '1', about: 'Qué es.', text: 'Otras ayudan.' },
      { kind: 'point', number: '2', about: '', text: 'Nada más.' },
    ])
  })

  it.each(readdirSync(FORMS, { encoding: 'utf8', recursive: true }).filter(name => name.endsWith('.md')))(
    'shows no sign of how %s is written',
    name => {
      const pieces = piecesOf(readFileSync(new URL(name, FORMS), 'utf8'))
      expect(pieces.length).toBeGreaterThan(10)
      for (const { about, text } of pieces) expect(about + text).not.toMatch(/[*#\n]|^\d+\./)
    },
  )
})
