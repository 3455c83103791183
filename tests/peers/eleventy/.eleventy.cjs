const yaml = require('js-yaml');
const text = said => (said && typeof said === 'object' ? said.sv : said);

module.exports = config => {
    config.addDataExtension('yaml', contents => yaml.load(contents, {schema: yaml.CORE_SCHEMA}));
    config.addFilter('text', text);
    config.addFilter('shown', all => all.filter(item => ['active', 'paused'].includes(item.status)));
    return {dir: {input: 'pages', includes: '../_includes', data: '../_data', output: 'site'}};
};
