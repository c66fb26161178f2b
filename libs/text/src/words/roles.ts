/**
 * Words that say what part a person plays, folded, in the four languages. "encargado/a" stands for both forms.
 * A word may be said right before a name ("el encargado, Óscar Cruz") or behind it ("Pierre Duval, administrador").
 */
export const ROLE_WORDS = {
  victim: `
victima victime victim vitima nombrada nommee nomme entrevistado/a interesado/a interesse interessee trabajador/a trabalhador/a usuaria
usuario llamante appelante appelant caller applicant titular client cliente declarante paciente solicitante denunciante demandante
survivor interviewee sobreviviente sobrevivente rescatado/a resgatado/a auditionne auditionnee residente resident beneficiario/a`,
  minor: `
hijo/a hijito/a nino/a ninito/a menor bebe guagua filho/a filhinho/a menino/a garoto/a crianca adolescente fils fille fillette garcon enfant gamin
gamine mineur mineure son daughter child boy girl baby toddler minor infant nieto/a sobrino/a neto/a sobrinho/a`,
  relative: `
madre mama padre papa hermano/a hermanito/a esposo/a marido tio/a abuelo/a primo/a suegro/a cunado/a yerno nuera madrina padrino comadre compadre
pariente familiar viudo/a guardador/a tutor/a conviviente mae pai irmao irma avo avos vovo tia sogro/a cunhado/a genro nora madrasta padrasto
esposa mulher companheiro/a mere maman pere frere soeur mari epoux epouse femme tante oncle cousin cousine grand-mere aieul aieule
belle-mere beau-pere neveu niece mother mum mom mommy granny grandmother grandma father dad brother sister wife husband aunt auntie uncle cousin
nephew niece grandfather kin relative guardian stepfather stepmother guardiao guardia parent frè fre manman`,
  witness: `
testigo testigos testemunha temoin temoins witness witnesses vecino/a vizinho/a voisin voisine neighbour neighbor companero/a compa colega camarero/a
mesero/a serveur serveuse guest bunkmate co-worker coworker coworkers chofer conductor chauffeur driver vaqueiro caporal jardinero/a gardener vigilante
lavadeira cocinero/a cozinheiro/a ajudante ayudante commercante livreuse facteur friend piloto maestro/a`,
  suspect: `
encargado/a encarregado/a patron patrona patronne patrao patroa jefe jefa chefe chef boss dueno/a dono owner proprietaire propietario/a proprietario/a
gerente gerant gerante manager capataz foreman supervisor supervisora administrador/a contratista contractor reclutador/a recruiter recrutador/a
recruteur recruteuse intermediario/a intermediaire enganchador/a aliciador/a tratante traficante trafiquant trafficker coyote pollero/a passeur captador/a
empleador/a empregador/a employeur employeuse employer landlord landlady director directora diretor/a directeur directrice dirigeant dirigeante
imputado/a acusado/a sospechoso/a suspeito/a suspect suspecte denunciado/a indiciado/a investigado/a socio/a associe cabecilla armateur barqueiro
barquero master agent-recruteur broker placeur proxeneta madrota padrote caficha marraine prestamista agiota usurier armador/a captain capitan
capitao consignatario/a vulgo alias responsavel responsable`,
  official: `
agente oficial suboficial cabo sargento/a teniente tenente comisario/a subcomisario/a inspector inspectora inspetor/a inspecteur inspectrice policia
fiscal promotor/a procurador/a procureur procureure juez jueza juiz juiza juge defensor/a abogado/a advogado/a avocat avocate attorney lawyer
consul vicecsonsul viceconsul consulesa psicologo/a psychologue psychologist trabajadora trabajador assistente tecnico/a tecnica educatrice educateur
educador/a operador/a operadora atendente ecoutante ecoutant agent officer gardien brigadier gendarme redacteur redactrice relator/a escribano/a
escrivao escriva delegado/a soldado conselheiro/a enfermeiro/a enfermero/a infirmier infirmiere nurse medico/a medecin doctor doctora docteur
referente tecnico worker caseworker counsellor counselor investigator constable corporal sergeant inspector superintendent magistrate prosecutor auditor
auditora perito/a notario/a commissaire commissioner recibe recebido recu received firmado signe signed assinado atendio atendido entrevistador/a
funcionario/a elaboro elaborado redige instructora instructor actuario/a`,
  third: `
interprete interpreter traductor/a tradutor/a traducteur traductrice translator professor professora teacher instituteur institutrice pastor pastora pasteur
padre parroco priest sacerdote hermana irma soeur amigo/a ami amie copain copine conhecido/a conocido/a interpreto entepret`,
} as const

/** Titles before a name, folded. */
export const TITLES = `
sr sra srta sres sras senor senora senorita don dona doa d da seu senhor senhora senhorita mr mrs ms miss mister mx sir madam mme mlle mlles mmes mm
madame mademoiselle monsieur messieurs madan mesye me maitre dr dra dres doctor doctora doutor doutora docteur lic lcda lcdo licda licdo
licenciado licenciada ing arq prof profa professor professora sgto sgt cpl cpt cap capt capitan capitao captain capitaine tte ten col cnel
gral insp wpc pc const subof suboficial cabo agente oficial ofc officer agent inspector inspectora inspetor inspetora brigadier sargento sargenta
hna hno hermana hermano sor fray fr pe padre pastor pastora pasteur pastè paste rev reverend reverendo bro sr soeur sister brother enf soldado
delegado delegada tia tio tatie tata tonton tante ton auntie aunt uncle mama maman ma abuela abuelo vovo vve vda viuda nurse attorney adv dom frei irma irmao ir
psic tuxaua cacique lonko lider chief cacica comadre compadre profe maestra maestro juez jueza juiz juiza mae pai cda cdo nana niña nino lil lt
`

/** Said right before a name or a nickname, folded. */
export const CALLED_WORDS = `
alias aka apodado apodada apodo vulgo apelido apelidado apelidada alcunha nickname nicknamed surnom surnomme surnommee dit dite dits llamada llamado
llamarse llama llaman chama chamam chamado chamada chamar chamamos appelle appellent appelee nomme nommee nommait called calls named llamo rele
dicen dice disent diz dizem digales conocido conocida conhecido conhecida known connu connue goes answers ask asks pregunte preguntar pergunte perguntar demande demandez cherche decian decia diziam dizia disaient apodan apodaban llamaban llamaba chamavam chamava appelaient appelait prefiere prefere prefers nombre nome nom name names nombres
apellido apellidos sobrenome prenom prenoms surname firma firmo signe signed assina assinado soy sou suis sumame sumom keyed
`
