import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('what names nobody is given back', () => {
  test.each([
    ['pt', 'O tucano fala. Um jabuti criado na cozinha era de Nilo Bezerra, de alcunha Jabuti.', 'Um jabuti'],
    ['es', 'El vigilante, Domingo Bravo, es bravo y sale solo.', 'es bravo'],
    ['en', 'They call him Bishop. He is no bishop, says Marva Quow.', 'no bishop'],
    ['pt', 'Cozinhavam em latas de tinta Suvinil, disse Edivan.', 'Suvinil'],
    ['fr', 'Elle est montée dans une Duster avec Armel.', 'Duster'],
    ['pt', 'A mulher de Aldair tomava Rivotril à noite.', 'Rivotril'],
    ['pt', 'Encaminhada por Cláudia à Cáritas Diocesana de Roraima.', 'Cáritas Diocesana de Roraima'],
    ['pt', 'LOCALIZADA COM AJUDA DE IRISMAR LIMA, VERDUREIRO.', 'VERDUREIRO'],
    ['es', 'Se lo imputa a Teodosio Laura Quinto, cafetalero, y a su esposa.', 'cafetalero'],
    ['fr', 'ELLE L’A ACCUEILLIE D’UN COLIBRI ET D’UNE ROSE.', 'UNE ROSE'],
    ['es', 'La niña duerme debajo de la escalera.', 'debajo de la escalera'],
    ['fr', 'Tests : MMSE : 29/30, sans trouble.', '29/30'],
  ] as const)('%s: %s keeps %s', (lang, text, kept) => {
    expect(masked(text, lang)).toContain(kept)
  })

  test.each([
    ['pt', 'Nilo Bezerra, de alcunha Jabuti. O Jabuti mandava em todos.', 'Jabuti'],
    ['es', 'Vivía con Consuelo Ajú. Allí la consuelo guardaba los papeles.', 'consuelo'],
    ['es', 'Llegó con su hermana Kia Honda y con Mercedes Bosch.', 'Bosch'],
    ['es', 'La víctima, Chanel, lloraba en la cocina.', 'Chanel'],
    ['fr', 'Adjudante Faber a noté ; Coral Desrosiers a signé.', 'Coral'],
    ['fr', 'Copie à Paloma Ventura, UNICEF, pour suite.', 'Paloma Ventura'],
    ['pt', 'LOCALIZADA COM AJUDA DE IRISMAR LIMA, VERDUREIRO.', 'IRISMAR LIMA'],
    ['es', 'Vive en la casa verde debajo de la escalera del mercado San Camilo, puerta 4.', 'San Camilo'],
    ['fr', 'Elle est née le 5/12 à la maison.', '5/12'],
    ['fr', 'Chez sa voisine, Dona Célia, elle lave.', 'Dona'],
    ['fr', 'Il a suivi Seu Zé Bento au marché.', 'Seu'],
  ] as const)('%s: %s masks %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })
})
