const {Server} = require('net');
const yaml = require('js-yaml');
const text = said => (said && typeof said === 'object' ? said.sv : said);

// Its own server listens to the whole network and cannot be told otherwise.
const {listen} = Server.prototype;
Server.prototype.listen = function (where, ...rest) {
    return listen.call(this, {...where, host: '127.0.0.1'}, ...rest);
};

module.exports = config => {
    config.addDataExtension('yaml', contents => yaml.load(contents, {schema: yaml.CORE_SCHEMA}));
    config.addFilter('text', text);
    config.addFilter('shown', all => all.filter(item => ['active', 'paused'].includes(item.status)));
    return {dir: {input: 'pages', includes: '../_includes', data: '../_data', output: 'site'}};
};
