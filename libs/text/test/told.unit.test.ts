import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('a number told in words is masked, however it is grouped', () => {
  test.each([
    ['es', 'El documento: dos mil quinientos diez, cero tres tres seis uno, catorce cero seis.', 'El documento: |.'],
    ['es', 'La cédula es V veintiséis millones cuatrocientos cincuenta y cinco mil diecisiete.', 'La cédula es |.'],
    ['es', 'Apunte: tres tres, cuatro ceros, cincuenta y uno cuarenta y dos.', 'Apunte: |.'],
    ['es', 'Dicto: K cuatro ocho uno dos cero siete, eso dice.', 'Dicto: |, eso dice.'],
    ['pt', 'O dele é quarenta e dois, noventa mil, quatro cinco quatro seis.', 'O dele é |.'],
    ['fr', "C'est zéro six cent quatre-vingt-dix, zéro zéro, cinquante-cinq, dix-huit.", "C'est |."],
    ['fr', "C'est deux, quatre-vingt-onze, zéro quatre, neuf cent soixante-treize, onze, zéro vingt.", "C'est |."],
    [
      'pt',
      'O recado é com ela: oitenta e três, nove zeros... não: nove, quatro zeros, sessenta e dois.',
      'O recado é com ela: |.',
    ],
    ['fr', 'Nimewo a se kat sis, zewo zewo, zewo sèt, trèz.', 'Nimewo a se |.'],
    ['en', 'By heart it is nine hundred, triple oh, five one four.', 'By heart it is |.'],
  ] as const)('%s: %s', (lang, text, left) => {
    expect(masked(text, lang)).toBe(left)
  })

  test.each([
    ['es', 'Debía dos millones quinientos mil pesos, después tres millones ochocientos.'],
    ['es', 'Pagaba doscientos cincuenta, trescientos, y cuatrocientos cincuenta si llovía.'],
    ['pt', 'Cobrava mil duzentos e cinquenta, depois mil e trezentos.'],
    ['fr', 'Elle devait deux mille trois cent cinquante euros.'],
    ['pt', 'Prometeu dois milhões de pesos, não três.'],
    ['en', 'They paid one hundred fifty, then two hundred ten dollars.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('what tells a day again is masked with it', () => {
  test.each([
    ['fr', 'Haïtienne, née le 11/02/79, fête de Notre-Dame de Lourdes.', ['11/02', 'Lourdes']],
    ['es', 'Nació el 21 de septiembre de 2012, día de la primavera.', ['septiembre', 'primavera']],
    ['pt', 'Nascida em 26/07/74, dia de Sant’Ana.', ['26/07', 'Ana']],
    ['en', 'She was born on 21 October 2013, National Heroes’ Day.', ['October', 'Heroes']],
    ['pt', 'Aos quatorze dias do mês de agosto de 2025, a guarnição passou.', ['quatorze', 'agosto', '2025']],
    [
      'es',
      'A los veintidós días del mes de octubre del año dos mil veinticinco comparece.',
      ['octubre', 'veinticinco'],
    ],
  ] as const)('%s: %s', (lang, text, gone) => {
    for (const word of gone) expect(masked(text, lang)).not.toContain(word)
  })

  test.each([
    ['fr', 'La fête de la musique dure longtemps.'],
    ['es', 'Se paga en el mes de agosto, día de cosecha.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('the number behind what a register or a badge is called is masked', () => {
  test.each([
    ['en', 'The constable (Reg. No. 18244) stopped the car.', '18244'],
    ['pt', 'Consta do BO 25.E.0181044 da delegacia.', '0181044'],
    ['es', 'La intendente (placa institucional 118-442) la halló.', '118-442'],
    ['fr', 'Selon le procès-verbal n° 2207/25 du poste.', '2207/25'],
    ['es', 'Firma la médica, colegiada 12,094.', '12,094'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['es', 'El caso 2 se parece al de 2024.'],
    ['en', 'The case 3 was closed under Reg. 12.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('who goes by a rank, by an ordinary surname alone, and a plate in small letters', () => {
  test.each([
    ['pt', 'Estava lá o capataz, que se apresentou como Doutor.', 'Doutor'],
    ['en', 'The man introduced himself as Captain.', 'Captain'],
    ['es', 'manda ahi un ingeniero vinicio plaza y su primo. no habia comida. plaza le quito el celular.', 'plaza le'],
    ['fr', 'le camion jaune est immatricule em 207 kd et il roule vite dans la ville.', 'em 207'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['pt', 'Ele se apresentou como vítima e pediu ajuda.'],
    ['es', 'en la plaza le quitaron el celular y no habia nadie.'],
    ['en', 'the plate was not seen by the guard at all.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('whoever stands behind a law is masked all the same', () => {
  test.each([
    ['es', 'Le mostraron la ley sobre trata, Luz la leyó y firmó.', 'Luz'],
    ['es', 'Según la Ley de Trata, Luz y Socorro tienen derecho a asilo.', 'Luz'],
    ['es', 'Según el Código de Familia, Paz Dolores pidió la custodia.', 'Paz'],
    ['pt', 'Disse que conhece a lei e Vitória sabia de tudo.', 'Vitória'],
    ['fr', "D'après le code du travail, Grâce est restée trois ans sans salaire.", 'Grâce'],
  ] as const)('%s: %s', (lang, text, name) => {
    expect(masked(text, lang)).not.toContain(name)
  })
})

describe('a citation of the law and the next field of a form stay', () => {
  test.each([
    ['en', 'I explained the T visa, 8 U.S.C. 1101(a)(15)(T), to her.'],
    ['en', 'Citing 29 CFR 1910.132 and no more.'],
    ['es', 'La Ley contra la Violencia Sexual, Explotación y Trata la ampara.'],
  ] as const)('%s: %s', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })

  test.each([
    ['es', 'NACIDA: 12/MAR/1997   AÑOS: 28   SEXO: F', 'SEXO'],
    ['es', '1. APELLIDO: WILSON\n2. NOMBRES: BRÍGIDA DEL CARMEN\n3. OTRO NOMBRE USADO: NINGUNO', '3. OTRO'],
  ] as const)('%s: of %s stays %s', (lang, text, left) => {
    expect(masked(text, lang)).toContain(left)
  })

  test.each([
    ['es', 'Según el Código Penal, Yanira Ixcoy Pop declaró.', 'Yanira Ixcoy Pop'],
    ['en', 'Her number is 8-555-1101 and her card 8 USX 110142.', '8-555-1101'],
  ] as const)('%s: of %s a name or a number does not stay', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })
})
