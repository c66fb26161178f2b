import { describe, expect, test } from 'vitest'
import { lists } from '../src/node.ts'
import { findLeak } from '../src/verify.ts'
import { masked } from './masked.ts'

describe('a day that is of no case, and what is no day, is given back', () => {
  test.each([
    ['es', 'Rige la ley general, publicada el 14 de junio de 2012, y su reglamento.', '14 de junio de 2012'],
    ['fr', 'Vu la loi dominicaine 137-03 du 7 août 2003 et le code.', '7 août 2003'],
    ['en', 'Under the Trafficking Act of 2000, as amended January 5, 2023, she may stay.', 'January 5, 2023'],
    ['es', 'Rige desde junio de 2024 hasta marzo de 2026.', 'hasta marzo de 2026'],
    ['es', 'La provista sumaba Gs. 9.400.000 al mes.', 'Gs. 9.400.000'],
    ['es', 'Le anotaron B/. 740.00 de deuda.', '740.00'],
    ['es', 'Por Decreto Supremo 007-2007-TR se rige.', '007-2007-TR'],
    ['pt', 'Conforme a Portaria Interministerial MTPS/MMIRDH 4/2016 e outras.', 'MTPS/MMIRDH 4/2016'],
    ['es', 'Presión 150/90, sin fiebre.', '150/90'],
    ['fr', 'Visa les articles L. 8211-1 et L. 8221-1 du code du travail.', 'L. 8211-1 et L. 8221-1'],
  ] as const)('%s: %s keeps %s', (lang, text, kept) => {
    expect(masked(text, lang)).toContain(kept)
  })

  test.each([
    ['es', 'La ley la ampara; el 14 de junio de 2025 llegó al refugio.', 'junio'],
    ['fr', 'Par ordonnance du 6 janvier 2026, la juge la place.', '6 janvier'],
    ['es', 'Karina Salgado, C.C. 30.555.036, de Tolú.', '555'],
    ['es', 'La vieron el 3 de marzo de 2026 en el mercado.', '3 de marzo'],
    ['es', 'Su cédula es 150-90-4471, la vieja.', '4471'],
  ] as const)('%s: %s masks %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  // The second search takes it for somebody's birthday where no law stands beside it, and would withhold the text.
  test.each([
    ['pt', 'O acórdão foi publicado em 26/10/2012.'],
    ['pt', 'Assim decidiu a Convenção Nacional de 02/03/2013; o mais consta dos autos.'],
  ] as const)('%s: %s is masked where it stands in figures', (lang, text) => {
    expect(masked(text, lang)).not.toContain('/20')
  })
})

describe('numbers of the law withhold no text', () => {
  test.each([
    ['pt', 'Pelas Leis 3.318/2004, 3.355/2004 e 3.782/2006, a parcela diminuiu.', '3.782/2006'],
    ['es', 'Según las leyes 1.234/2001, 2.345/2002 y 3.456/2003, procede.', '3.456/2003'],
    ['pt', 'Brasília, 17 de novembro de 2017 129º da República.', '129º'],
  ] as const)('%s: %s keeps %s', (lang, text, kept) => {
    expect(masked(text, lang)).toContain(kept)
  })

  test('but a number that stands further on is nobody’s law', () => {
    expect(
      masked('Según las leyes 1.234/2001 y 2.345/2002 se presentó ella, con 30-555-0361, al refugio.', 'es'),
    ).not.toContain('0361')
  })

  test.each([
    ['es', 'Rigen las leyes, su DNI 30123456.'],
    ['fr', 'Selon les lois, tél 0612345678.'],
    ['en', 'He acts as agent; call 919 555 0361.'],
    ['es', 'Su carné: 1998 204º.'],
  ] as const)('%s: the second search finds what no law is in %s', (lang, text) => {
    expect(findLeak(text, text, undefined, lists, lang)).toBe(true)
  })
})
