// Every page is links and forms and works without this.
