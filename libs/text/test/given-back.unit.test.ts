import { describe, expect, test } from 'vitest'
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
})
