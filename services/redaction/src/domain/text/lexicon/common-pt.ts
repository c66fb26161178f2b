/** Ordinary words of this field, chosen by hand; folded (no accents, lower case). */
export const COMMON = `
a aberto abre abrigo abril abrir abriu abuso abusos aceita aceitou acolhida acolhimento acompanha acompanhar
acompanhou acredita acreditar acrescentou adolescente adolescentes advogada advogado afirma afirmou agente agora
agosto agressao agua ainda ajuda ajudante ajudar ajudaram ajudou aldeia alfandega algo alguem algum alguma algumas
alguns ali aliciada aliciado aliciador aliciadora aliciamento alimento alimentos alta alto aluno amanha amarelo ameaca
ameacar ameacas ameacou amiga amigas amigo amigos anda andar andava anexo aniversario ano anonima anonimo anos
anterior antes anuncio anuncios apelido apenas apoio aquela aquele aqui aquilo armazem arroba arroz art artigo as
assinado assinar assinatura assinou assistente ate atendente atendida atendido atras atravessar atravessou atual
atualmente auditor autoridade autoridades autoriza autorizou aviao avisa avisada avisar aviso avisou avo avos azul
bairro baixo banco banheiro bar barco barqueiro barraca bater batia bebe beber bem bolsa botas branca branco busca
buscar buscou ca cachorro cada cadeira caderneta caderno cais caixa calma calmo calor cama camas camera cameras
caminhao caminho caminhonete campo cansada cansado cap capataz carne carro cartao carteira carteiras cartorio
carvoaria carvoeiro casa casada casado casas caso cativeiro catorze causa cavalo cel celular celulares cem cento
centro certa certidao certo chama chamada chamam chamar chamaram chamava chamou chave chaves chefe chega chegada
chegam chegar chegaram chegou cheguei choro cidade cima cinco cinquenta cinza civil clinica clube cobra cobrar cobrava
cobrou codigo coisa coisas colega colegas colegio colheita com come comeca comecar comecaram comecei comeco comecou
comer comia comida comissao como companheira companheiro completa completo comunidade conduzida conduzido confidencial
confirma confirmou conforme conhece conhecer conheceu conhecia conhecida conhecido conselheira conselheiro conselho
construcao consul consulado conta contar contaram contas contou contra contrato contratos controle convencao copia
copiado copiar copias correio corta cortada cortar corte cortou costura costureira cozinha cozinheira cozinheiro cpf
creche crianca criancas crime crimes crioulo cuida cuidar cuidava cunhada cunhado curto custo da dada dado dao dar
data datas dava declara declaracao declaracoes declarou decreto defensoria deixa deixam deixar deixaram deixava deixou
delegacia delegada delegado dentro denuncia denunciar denuncias departamento depoimento depois deposito deram desce
descer desceu desconto descontos desculpe desde deseja detencao detido deu deve devem dever devia deviam devo dez
dezembro dezenove dezesseis dezessete dezoito dia dias dificil diga digo dinheiro direito direitos diretor diretora
disse disseram dito divida dividas divisao diz dizem dizer dizia documento documentos doente dois dolares domestica
domestico domingo dona dono donos dor dores dorme dormia dormiam dormir dormiu dou doutor doutora doze dr dra duas
durante durmo ela elas ele eles embaixada embaixo embora empregada empregado empregador empregadora emprego emprestimo
encaminhada encaminhado encarregada encarregado encontra encontrada encontrado encontrar encontraram encontrou
endereco enf enfermeira engano enquanto entao enteada enteado entende entender entendeu entrada entre entrevista
entrevistada entrevistado entrevistas era eram es escola escolaridade escreva escreve escrever escreveu escrito escuta
escutar espanhol especial espelho espera esperar esperava esposa esposo esquina essa essas esse esses esta estado
estao estar estas estava estavam este estes esteve estiveram estou estrada eu euros exemplo exploracao fabrica faca
facil faco fala falam falar falaram falava fale falo falou falsa falso familia familiares farinha favor faz fazem
fazenda fazer fazia febre fechada fechado federal feijao feira feita feito feminino ferida feridas ferramentas
fevereiro fez fica ficam ficar ficaram ficava ficavam fico ficou filha filhas filho filhos fim final fiscalizacao
fizeram flores floresta foi folha fome fomos fora foram forma foto fotografia fotos frances frente frigorifico frio
fronteira frutas fugir fugiu fui gado galinha garimpo garota garoto gasto gato gaveta genero gente geral gerente
grande gravida gravidez grupo guarani guarda guardar guardava guardia guardiao guardou ha haja haver havia hoje homem
homens hora horario horas hormonioterapia hospital hotel houve ia iam idade ideia identificada identificado
identificou idioma idiomas idosa idoso igreja imediata imediato imigracao impossivel inciso informa informe informou
ingles inquerito inspetor instituto intermediario internet interprete investigacao ir irma irmao irmaos irmas isso
isto ja jamais janeiro janela jornada jornadas jovem jovens juiz juiza juizado julho junho la lado lancha lavoura lei
leis leite lembra lembrar lenha ler leste letra leu leva levada levado levam levar levaram levava levou lhe lhes
liberdade licenca lida lido limpeza lingua linha lista livre livro local localizada localizado logo loja lona longe
longo lugar lugares machucada machucadas madrasta madrinha madrugada mae maio mal mala mamae mandado mandar mandei
mandou maneira manha maquina maquinas mar marco marido masculino mata me mediante medica medicado medico medo meia
melhor menina meninas menino meninos mensagem mensagens mental mentira mercado mes mesa meses mesma mesmas mesmo
mesmos meu meus migracao mil milhao mina minha minhas ministerio moca mochila moco modo moeda momento mora moram morar
morava moravam morrer morreu morro morte motivo moto motorista muita muitas muito muitos mulher mulheres multa mundo
municipal municipio nacional nacionalidade nada namorada namorado nao nascer nasceu nasci nascida nascido nascidos
nascimento necessaria necessario negocio nem nenhum nenhuma neta neto ninguem noite noites nome nomes norte nos nossa
nosso nota notas nova nove novembro noventa novo num numero numeros nunca o obra obrigada obrigado obs ocupacao oeste
oferecer ofereceu oferecido oferta oficial oficina oficio oi oitenta oito ola onde onibus ontem onze operacao operario
ordem origem os outra outras outro outros outubro padrasto padrinho paga pagam pagamento pagar pagaram pagava pagavam
pagina pago pagou pai palavra palavras pao papai papeis papel para parente parentes parentesco paroquia parque parte
partes passa passaporte passaportes passar passaram passou patrao patroa peco pede pedem pedia pedir pediram pediu
pendente pensa pensar pensou pequena pequeno perante perder perdeu perdido pergunta perguntada perguntar perguntas
perguntou perigo perito permissao permitido perto pesca pescador pessoa pessoas pior pix plantao pode podem poder
podia podiam pois policia policial ponte ponto por porque porta portaria portas porto portugues pos possa possam
possivel posso posterior posto pouca poucas pouco poucos pousada povoado praca praia precisa precisam preco predio
prefere presa preso preta preto previa previo prima primeira primeiro primo primos prisao privado problema problemas
procedimento processo procurador procuradora prof professor professora profissao programa proibia proibido promessa
prometer prometeu promotor promotora propria proprietaria proprietario proprio proprios protecao protocolo provincia
psicologa psicologica psicologico psicologo publica publico puderam puseram quais qual quando quanto quarenta quarta
quarto quartos quase quatorze quatro que queixa quem quer querem querer queria queriam quero quilometro quinta quintal
quinze quis razao reais recebe receber receberam recebeu recebia recebiam recebido receio receita recolheu recolhida
reconheceu recrutador redes ref refugio regional registro relata relato relatorio relatou relogio remedio remedios
remete repatriacao republica requer reservado resgate residencia respeito responder respondeu resposta respostas
restaurante reter reteve retida retido retiveram retorno rg rio risco riscos rodoviaria roupa rua sabado sabe sabem
saber sabia saem sai saia saiam saiba saida saio sair sairam saiu salao salario salarios sao sapatos sargento saude se
secao secretaria sede segue seguia seguinte seguir seguiu segunda segundo segura seguranca segurança seguro sei seis
seja sejam sem semana semanas sempre sendo senha senhor senhora senhores sente sentia sentir sentiu ser servico
sessenta sete setembro setenta seu seus sexo sexta sgt sido sigilosa sigiloso sim sitio so sob sobre sobrenome
sobrinha sobrinho sogra sogro soldado solicita solicitou solteira solteiro somos sono sou soube sozinha sozinho sr sra
srta sua suas subir subiu sul sumir sumiu tambem tarde tardes taxi tchau te tel telefone telefones tem temos tempo
tenha tenham tenho ter terapia terca terceira terceiro testemunha testemunhas teto teu teve tia tias tido tinha tinham
tio tios tipo tirar tiraram tirou tiveram toda todas todo todos tomar tomou tosse trabalha trabalhador trabalhadora
trabalhadores trabalham trabalhar trabalhava trabalhavam trabalho trabalhos trabalhou traco trafico trancada trancado
trancar trancou transferencia tratado tratamento traz trazer tres treze tribunal trinta triste trouxe trouxeram tu
tudo turno turnos tutor tutora ultima ultimo um uma umas unidade uniforme uns urgente va vacina vai vamos vao vaqueiro
ve veio vejo velha velho vem vendedora venha venho ver verdade verde vermelha vermelho vez vezes via viagem viajar
viajou vida vieram vigia vigiava vigilancia vila vinha vinte violencia vir viram virgula vista visto vitima vitimas
viu viuva vive viver vivia vizinha vizinho vizinhos voce voces volta voltar voltaram voltou voo vou vulgo zero
`
