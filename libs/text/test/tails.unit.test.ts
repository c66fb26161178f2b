import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('the last figures of an account, a card or a document are masked, however it is told that it ends so', () => {
  test.each([
    ['es', 'Giraba el dinero a una caja de ahorro, terminación 4237.', '4237'],
    ['es', 'Anotó también mi tarjeta, los últimos números son 3142.', '3142'],
    ['pt', 'O pagamento saía de um cartão cujos últimos algarismos são 7014.', '7014'],
    ['fr', 'Elle met tout sur le compte, celui qui finit par 4 237.', '4 237'],
    ['fr', 'Son patron a accès à son compte, terminaison 377.', '377'],
    ['en', 'They paid into an account, and its last digits are 5142.', '5142'],
    ['es', 'El DNI no lo trae; recuerda que es la terminada en 0312.', 'terminada en 0312'],
    ['fr', 'Son passeport est au coffre, et finit par 118C.', '118C'],
    ['en', 'The money went to a card, ending 2207, which Rock holds.', 'ending'],
    ['fr', 'Le loyer part sur un compte finissant par 4419.', 'finissant'],
    ['es', 'La CLABE, terminación 4471, es de él.', 'terminación'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['es', 'La cuenta del agua termina en 30 días.'],
    ['pt', 'O prazo da conta de luz termina em 30 dias.'],
    ['fr', 'Le compte rendu finit par 120 pages.'],
    ['es', 'El documento termina en tres páginas de firmas.'],
    ['en', 'The score at the end was final 14 to 9.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})
