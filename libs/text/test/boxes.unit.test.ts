import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

/** As a form with a box for each letter reads. */
describe('a name of anybody that is told letter by letter', () => {
  test.each([
    ['es', 'Nombre del testigo: J U A N\nApellido: B A L T O D A N O\nEdad: 40', ['J U A', 'B A L', 'D A N']],
    ['es', 'Apellido del testigo:\nB\nA\nL\nT\nO\nD\nA\nN\nO\nEdad: 40', ['B\nA', 'T\nO', 'N\nO']],
    ['pt', 'Testemunha: S I L V E I R A, vizinha da casa.', ['S I L', 'V E I', 'I R A']],
    ['fr', 'Témoin : D U R O C H E R, voisine de la maison.', ['D U R', 'O C H']],
    ['en', 'Name of witness: J O H N S O N. She lives near.', ['J O H', 'S O N']],
  ] as const)('in %s is masked', (lang, text, gone) => {
    for (const piece of gone) expect(masked(text, lang)).not.toContain(piece)
  })

  test.each([
    ['es', 'S E N T E N C I A. La sala R E S U E L V E: queda firme.'],
    ['es', 'Tachado:\nx x x x x x x x\nNada más se lee.'],
    ['pt', 'S E N T E N Ç A. O juiz decide.'],
    ['fr', 'D É C I S I O N. La cour statue.'],
    ['en', 'J U D G M E N T. The options A B C D were read to her.'],
  ] as const)('is another thing than a heading, in %s', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})
