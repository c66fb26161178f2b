import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('what stands in a script that nothing here reads', () => {
  test.each([
    [
      'es',
      'La joven, de nombre 王小红, fue hallada en el local y firma 明.',
      'La joven, de nombre |, fue hallada en el local y firma |.',
    ],
    ['es', 'El testigo firmó como محمد علي حسن ante el fiscal.', 'El testigo firmó como | ante el fiscal.'],
    ['es', 'Según el informe, se presentó किस्पे en la oficina.', 'Según el informe, se presentó | en la oficina.'],
    ['pt', 'A vítima escreveu o seu nome: सीता शर्मा, e o do irmão.', 'A vítima escreveu o seu nome: |, e o do irmão.'],
    ['fr', 'Elle a signé さくら sur le formulaire.', 'Elle a signé | sur le formulaire.'],
    ['en', 'She signed 김민지 on the form.', 'She signed | on the form.'],
  ] as const)('is masked, in %s: %s', (lang, text, shown) => {
    expect(masked(text, lang)).toBe(shown)
  })

  test.each([
    ['es', 'El ángulo α y β, 5 µg, Ω y la escala π.'],
    ['en', 'A dose of 5 μg at 25 °C, → and x² at €5.'],
  ] as const)('a sign is none, in %s: %s', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('a name that its writer hid by halves', () => {
  test.each([
    ['es', 'Me dijo que J*** P**** vivía allí, y M*ría también.', 'Me dijo que | vivía allí, y | también.'],
    ['es', 'Declaró Quis** Huan** y se fue.', 'Declaró | y se fue.'],
    ['pt', 'Ela viu Jo*o da S*lva na porta.', 'Ela viu | da | na porta.'],
  ] as const)('is masked whole, in %s: %s', (lang, text, shown) => {
    expect(masked(text, lang)).toBe(shown)
  })

  test.each([
    ['es', 'El texto en **negrita** y en *cursiva*, y la tabla** de abajo.'],
    ['en', 'The sum is a*b = 4*x, as the note* says.'],
  ] as const)('is another thing than stars of a text, in %s: %s', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})
