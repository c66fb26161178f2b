import { describe, expect, test } from 'vitest'
import { completed } from '../src/judge/complete.ts'
import { trimmed } from '../src/judge/trim.ts'
import { lists } from '../src/node.ts'
import { sceneOf } from '../src/scene.ts'
import type { SpanType } from '../src/types.ts'
import { knowing } from '../src/words/known.ts'

const know = knowing(lists)

/** What is masked of a text in which a piece was found. */
function from(text: string, piece: string, type: SpanType, work: typeof completed): string[] {
  const scene = sceneOf(text, lists, know, 'es')
  const start = scene.text.indexOf(piece)
  return work(scene, [{ start, end: start + piece.length, type }]).map(mark => text.slice(mark.start, mark.end))
}

describe('what was found in part is masked in whole', () => {
  test.each([
    ['IN FRONT OF SUN-HEE. THEN', 'hee', 'PERSON', 'SUN-HEE'],
    ['the gas guy is s. kandiah here', 'kandiah', 'PERSON', 's. kandiah'],
    ['indígena del resguardo de Huila Viejo, pasa', 'huila viejo', 'PLACE_SMALL', 'resguardo de Huila Viejo'],
    ['duerme en el galpón viejo de Las Tunas, con', 'las tunas', 'ADDRESS', 'galpón viejo de Las Tunas'],
    ['Domicilio: la casa de adobe, km 3.', 'km 3', 'ADDRESS', 'casa de adobe, km 3'],
    ['por el portón de tubo verde, con su hija', 'porton de', 'ADDRESS', 'portón de tubo verde'],
    ['calle Lima 9, detrás de una llantera, y', 'calle lima 9', 'ADDRESS', 'calle Lima 9, detrás de una llantera'],
  ] as const)('%s', (text, piece, type, whole) => {
    expect(from(text, piece, type, completed)).toContain(whole)
  })

  test('a name found once is masked wherever it stands, an ordinary word is not', () => {
    const text = 'Vino Gersao Ramos. El gersao dijo que cortó ramos.'
    expect(from(text, 'gersao ramos', 'PERSON', completed)).toEqual(['Gersao Ramos', 'gersao'])
  })

  test('what follows behind a comma and tells nothing of a place stays', () => {
    for (const text of ['calle Lima 9, trabaja mucho, y', 'calle Lima 9 con su hermana, y', 'mi tía, calle Lima 9, y'])
      expect(from(text, 'calle lima 9', 'ADDRESS', completed)).toEqual(['calle Lima 9'])
  })
})

describe('what is no part of a name is given back', () => {
  test('the letter by which a protocol tells who speaks', () => {
    const text = 'P. ¿Quién? R. Nadie. P. ¿Y quién? R. Usnavy Pupo.'
    expect(from(text, 'r. usnavy pupo', 'PERSON', trimmed)).toEqual(['Usnavy Pupo'])
  })

  test('but an initial where nobody asks', () => {
    expect(from('Firma: R. Usnavy Pupo.', 'r. usnavy pupo', 'PERSON', trimmed)).toEqual(['R. Usnavy Pupo'])
  })
})
