document.body.append('Amparo')
