/** Words that say where a person is from, folded and without their gender or number endings: peruan- is peruano, peruana, peruanas. */
export const DEMONYMS = `
argentin bolivian brasilen brasileir brazilian bresilien canadien canadian chilen chilean chilien colombian colombien costarricens
costarriquen cuban cubain dominican dominicain dominiquais ecuatorian equatorian equatorien ecuadorian ecuadorean guyanais guyanes
guyanens guatemaltec guatemalteque guatemalan honduren hondurenh hondurien honduran haitian haitien jamaiquin jamaican jamaicain
jamaiquain mexican mexicain nicaraguens nicaraguen nicaraguan nicaraguayen panamen panamenh panamanian panameen peruan peruvian
peruvien paraguay paraguai paraguayan paraguayen surinames surinamien surinamese salvadoren salvadorenh salvadoran salvadorien
trinitari trinidadian trinitens trinidadien uruguay uruguayan uruguai uruguayen venezolan venezuelan venezueliano venezuelien
estadounidens norteamerican american americain americane frances francais espanol espanh portugues portugais chin chinois
chinese nigerian nigerien senegales senegalais congoles congolais angolan angolais antilles antillais saintluci luciens lucian
barbadian bajan grenadian vincentian kittitian belizean beliceñ belicen guianens guineens guyanese
mapuche quechua aymara guarani garifuna warao wayuu nahua maya zapotec mixtec miskit embera kichwa shipibo ashaninka yanomami
ticuna tikuna innu inuit cree mohawk ojibw navajo wayana lokono kalina arawak emberá kaingang terena tupinamba pataxo otomi mazahua
tzotzil tzeltal quiche kaqchikel mam qeqchi purepech tarahumar raramuri rom romani gitan zingar cigan
`
