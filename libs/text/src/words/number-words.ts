import { enlist } from './flags.ts'

/** Values of number words in the four languages, folded. Nothing is inherited: "constructor" is a trade. */
const VALUES: Record<string, number> = Object.create(null)
const put = (words: string, from: number, step = 1): void => {
  for (const [i, group] of words.split(' ').entries())
    for (const word of group.split('|')) VALUES[word] = from + i * step
}
put('cero|zero|oh|nought|zewo', 0)
put('uno|una|un|um|uma|une|one|primero|primeiro|premier|first|yon|l', 1)
put(
  'dos|dois|duas|deux|two|second|de2 tres|trois|three|third cuatro|quatro|quatre|four|fourth cinco|cinq|five|fifth seis|six|sixth|meia siete|sete|sept|seven|seventh ocho|oito|huit|eight|eighth nueve|nove|neuf|nine|ninth',
  2,
)
put(
  'diez|dez|dix|ten|tenth once|onze|eleven|eleventh doce|doze|douze|twelve|twelfth trece|treze|treize|thirteen|thirteenth catorce|catorze|quatorze|fourteen|fourteenth quince|quinze|fifteen|fifteenth dieciseis|dezesseis|dezasseis|seize|sixteen|sixteenth diecisiete|dezessete|dezassete|seventeen|seventeenth dieciocho|dezoito|eighteen|eighteenth diecinueve|dezenove|dezanove|nineteen|nineteenth',
  10,
)
put(
  'veinte|vinte|vingt|vingts|twenty|twentieth treinta|trinta|trente|thirty|thirtieth cuarenta|quarenta|quarante|forty cincuenta|cinquenta|cinquante|fifty sesenta|sessenta|soixante|sixty setenta|septante|seventy ochenta|oitenta|octante|eighty noventa|nonante|ninety',
  20,
  10,
)
put(
  'veintiuno|veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
  21,
)
put(
  'cien|ciento|cem|cento|cent|cents|hundred doscientos|duzentos trescientos|trezentos cuatrocientos|quatrocentos quinientos|quinhentos seiscientos|seiscentos setecientos|setecentos ochocientos|oitocentos novecientos|novecentos',
  100,
  100,
)
put('mil|mille|thousand', 1000)
put('doble|double|duplo', -2)
put('triple|triplo', -3)

/** The sign of number words. */
export const NUMBER_WORD = enlist(Object.keys(VALUES))

/** The value of a number word; negative for "double" and "triple"; undefined for any other word. */
export const numberOf = (word: string): number | undefined => VALUES[word]

/** Words that stand between number words without ending the number. */
export const isBetweenNumbers = (word: string): boolean =>
  word === 'y' || word === 'e' || word === 'et' || word === 'and'
