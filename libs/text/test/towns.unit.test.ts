import { describe, expect, test } from 'vitest'
import { type Language, POLICIES, type Policy } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => process.cpuUsage().user / 1000)

const shown = (lang: Language, text: string, policy: Policy = POLICIES.assistance) =>
  engine.redact(text, { lang, policy }).text

describe('Towns', () => {
  test.each<[Language, string, string]>([
    [
      'es',
      'La llevaron de Choloma, Cortés, a Tapachula, Chiapas.',
      'La llevaron de [PLACE: Cortés], Cortés, a [PLACE: Chiapas], Chiapas.',
    ],
    ['es', 'Salieron de Danlí por Ocotal.', 'Salieron de [PLACE: El Paraíso] por [PLACE: Nueva Segovia].'],
    ['fr', 'Il a traversé de Ouanaminthe à Dajabón.', 'Il a traversé de [PLACE: Nord-Est] à Dajabón.'],
    ['en', 'They went from Kingston to Montego Bay.', 'They went from Kingston to [PLACE: Saint James].'],
    ['pt', 'Vieram de Manaus para Boa Vista.', 'Vieram de [PLACE: Amazonas] para [PLACE: Roraima].'],
  ])('are told as the state they lie in to those who help (%s: %s)', (lang, text, told) => {
    expect(shown(lang, text)).toBe(told)
  })

  test('are told as they were told to police and court, who may invent and shift nothing', () => {
    const text = 'La llevaron de Choloma, Cortés, a Tapachula, Chiapas.'
    expect(shown('es', text, POLICIES.proceedings)).toBe(text)
  })

  test('are not told to everybody, nor are their states; the country is', () => {
    const text = 'La llevaron de Choloma, Cortés, a Tapachula, Chiapas, en México.'
    expect(shown('es', text, POLICIES.publication)).toBe(
      'La llevaron de [PLACE], [PLACE], a [PLACE], [PLACE], en México.',
    )
  })

  test('nor are states with a hyphen', () => {
    expect(shown('fr', 'Ils sont partis vers le Nord-Est en camion.', POLICIES.publication)).toBe(
      'Ils sont partis vers le [PLACE] en camion.',
    )
  })

  test('are no person', () => {
    expect(shown('es', 'Cruzó por Tecún Umán hacia Huixtla.')).not.toMatch(/v[íi]ctima|persona|testigo|familiar/)
  })

  test.each<[Language, string]>([
    ['es', 'Dio un salto y se escondió; la unión de vecinos avisó.'],
    ['es', 'Según el Protocolo de Palermo, la Defensoría del Pueblo avisó.'],
    ['es', 'Le pagaron con flores y con esperanza de algo mejor.'],
    ['pt', 'Ela deu um salto e ficou sem esperança.'],
    ['en', 'The corona of light was high, and hope was near.'],
  ])('are no ordinary words (%s: %s)', (lang, text) => {
    expect(shown(lang, text)).toBe(text)
  })
})
